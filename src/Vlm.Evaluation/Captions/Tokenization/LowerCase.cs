namespace Vlm.Evaluation;

/// <summary>Lower case of single characters, by Unicode's simple mappings.</summary>
internal static class LowerCase
{
    public static char Of(char c) => char.ToLowerInvariant(c);

    /// <summary>Appends a word in lower case, with the two mappings that look beyond one character: the dotted capital I, and sigma at the end of a word.</summary>
    public static void Append(ReadOnlySpan<char> word, TextBuffer output)
    {
        for (int i = 0; i < word.Length; i++)
        {
            char c = word[i];
            if (c == '\u0130')
            {
                output.Append("i\u0307");
            }
            else if (c == '\u03A3' && i > 0 && char.IsLetter(word[i - 1]) && (i + 1 == word.Length || !char.IsLetter(word[i + 1])))
            {
                output.Append('\u03C2');
            }
            else
            {
                output.AppendLower(c);
            }
        }
    }
}
