namespace Vlm.Tokenization;

/// <summary>
/// Cuts as GPT-2's expression does: 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
/// </summary>
internal static class Gpt2Words
{
    public static readonly string[] Contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    /// <summary>How many code units the first word of a text has; the text is not empty.</summary>
    public static int Next(ReadOnlySpan<char> text)
    {
        if (text[0] == '\'')
        {
            foreach (string contraction in Contractions)
            {
                if (text.StartsWith(contraction, StringComparison.Ordinal))
                {
                    return contraction.Length;
                }
            }
        }

        int start = text[0] == ' ' && text.Length > 1 ? 1 : 0;
        CharacterClasses kind = CharacterRun.KindAt(text, start, out _);
        if (kind != CharacterClasses.WhiteSpace)
        {
            return start + CharacterRun.Length(text[start..], kind);
        }

        int space = CharacterRun.Length(text, CharacterClasses.WhiteSpace);

        // The last white space before a word belongs to that word, or stands alone.
        return space == text.Length || space == 1 ? space : space - 1;
    }
}
