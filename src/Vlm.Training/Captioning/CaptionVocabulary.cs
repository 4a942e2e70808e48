namespace Vlm.Training;

/// <summary>
/// The whole words that a captioner writes: runs of letters and digits in lower case, the most frequent first, after four
/// special tokens. Words that are too rare are the unknown word, which is read and never written.
/// </summary>
internal sealed class CaptionVocabulary
{
    public const int Padding = 0;
    public const int Unknown = 1;
    public const int Begin = 2;
    public const int End = 3;

    private static readonly string[] Special = ["[PAD]", "[UNK]", "[BOS]", "[EOS]"];

    private readonly Dictionary<string, int> _ids;

    /// <summary>Takes words that are known already, the special tokens first.</summary>
    public CaptionVocabulary(IReadOnlyList<string> tokens)
    {
        if (!tokens.Take(Special.Length).SequenceEqual(Special))
        {
            throw new TrainingException($"A caption vocabulary begins with {string.Join(", ", Special)}; found {string.Join(", ", tokens.Take(Special.Length))}.");
        }

        Tokens = tokens;
        _ids = tokens.Select((token, id) => (token, id)).ToDictionary(pair => pair.token, pair => pair.id, StringComparer.Ordinal);
    }

    /// <summary>The tokens by their ids.</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>The number of tokens.</summary>
    public int Count => Tokens.Count;

    /// <summary>Whether a token may be written in a caption.</summary>
    public static bool IsWritten(int id) => id >= End;

    /// <summary>Collects the words that stand in captions often enough.</summary>
    /// <exception cref="TrainingException">There is none.</exception>
    public static CaptionVocabulary Build(IEnumerable<string> captions, int minCount)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (string word in captions.SelectMany(Words))
        {
            counts[word] = counts.GetValueOrDefault(word) + 1;
        }

        string[] words = [.. counts.Where(pair => pair.Value >= minCount).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key)];
        return words.Length > 0
            ? new CaptionVocabulary([.. Special, .. words])
            : throw new TrainingException($"No word stands {minCount} times or more in the training captions; lower the least count of a word, or give more captions.");
    }

    /// <summary>Takes the words of a captioner's tokenizer.</summary>
    /// <exception cref="TrainingException">It is no vocabulary of whole words, or its special tokens are others.</exception>
    public static CaptionVocabulary Of(ITokenizer tokenizer) =>
        new([.. Enumerable.Range(0, tokenizer.VocabularySize).Select(id => tokenizer.IdToToken(id) ?? throw new TrainingException($"The captioner's tokenizer has no token {id} of its {tokenizer.VocabularySize}."))]);

    /// <summary>The runs of letters and digits of a text, in lower case.</summary>
    public static List<string> Words(string text)
    {
        List<string> words = [];
        for (int at = 0; at < text.Length;)
        {
            int end = at;
            while (end < text.Length && char.IsLetterOrDigit(text[end]))
            {
                end++;
            }

            if (end > at)
            {
                words.Add(text[at..end].ToLowerInvariant());
            }

            at = end + 1;
        }

        return words;
    }

    /// <summary>The ids of a caption's words.</summary>
    public int[] Encode(string caption) => [.. Words(caption).Select(word => _ids.GetValueOrDefault(word, Unknown))];

    /// <summary>The words of ids, up to the end token.</summary>
    public string Decode(ReadOnlySpan<int> ids)
    {
        int end = ids.IndexOf(End);
        return string.Join(' ', (end < 0 ? ids : ids[..end]).ToArray().Select(id => Tokens[id]));
    }
}
