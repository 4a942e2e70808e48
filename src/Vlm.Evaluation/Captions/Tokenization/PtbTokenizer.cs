using System.Collections.Frozen;

namespace Vlm.Evaluation;

/// <summary>
/// The tokenizer that the COCO caption metrics are defined on: Penn Treebank tokens in lower case, as the English tokenizer of CoreNLP 3.4.1
/// writes them, without punctuation marks. Captions are read in their order, because an abbreviation at the end of one is
/// told by the beginning of the next. Members are thread-safe.
/// </summary>
public static class PtbTokenizer
{
    // The reference also lists the brackets in capitals, -LRB- and so on, which lower-case tokens never are: -lrb- stays.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Punctuation =
        new[] { "''", "'", "``", "`", ".", "?", "!", ",", ":", "-", "--", "...", ";" }.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The tokens of each caption without punctuation marks, with one space between.</summary>
    /// <param name="captions">Captions as people or models wrote them.</param>
    public static IReadOnlyList<string> Tokenize(IReadOnlyList<string> captions) => Run(captions, keepPunctuation: false);

    /// <summary>All tokens of each caption, with one space between.</summary>
    /// <param name="captions">Captions as people or models wrote them.</param>
    public static IReadOnlyList<string> TokenizeWithPunctuation(IReadOnlyList<string> captions) => Run(captions, keepPunctuation: true);

    private static string[] Run(IReadOnlyList<string> captions, bool keepPunctuation)
    {
        ArgumentNullException.ThrowIfNull(captions);
        using TextBuffer text = new(), tokens = new(), kept = new();
        int[] starts = new int[captions.Count + 1];
        for (int i = 0; i < captions.Count; i++)
        {
            ArgumentNullException.ThrowIfNull(captions[i], nameof(captions));
            text.Append(captions[i]);

            // The last caption ends with the text: no line break stands behind it.
            if (i + 1 < captions.Count)
            {
                text.Append('\n');
            }

            starts[i + 1] = text.Length;
        }

        string[] results = new string[captions.Count];
        for (int i = 0; i < results.Length; i++)
        {
            tokens.Length = 0;
            PtbLexer.Tokenize(text.Text, starts[i], starts[i] + captions[i].Length, tokens);
            results[i] = keepPunctuation ? tokens.Text.ToString() : WithoutPunctuation(tokens.Text, kept).ToString();
        }

        return results;
    }

    private static ReadOnlySpan<char> WithoutPunctuation(ReadOnlySpan<char> tokens, TextBuffer kept)
    {
        kept.Length = 0;
        foreach (Range range in tokens.Split(' '))
        {
            ReadOnlySpan<char> token = tokens[range];
            if (token.Length > 3 || token.Length == 0 || char.IsAsciiLetterLower(token[0]) || !Punctuation.Contains(token))
            {
                if (kept.Length > 0)
                {
                    kept.Append(' ');
                }

                kept.Append(token);
            }
        }

        return kept.Text;
    }
}
