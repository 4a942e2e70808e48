namespace Vlm.Tokenization;

/// <summary>
/// Cuts as GPT-2's expression does: 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
/// </summary>
internal static class Gpt2Words
{
    private const CharacterClasses Classes = CharacterClasses.Letter | CharacterClasses.Number | CharacterClasses.WhiteSpace;
    private static readonly string[] Contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

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
        CharacterClasses kind = ClassAt(text, start, out _);
        if (kind != CharacterClasses.WhiteSpace)
        {
            return start + RunOf(text[start..], kind);
        }

        int space = RunOf(text, CharacterClasses.WhiteSpace);

        // The last white space before a word belongs to that word, or stands alone.
        return space == text.Length || space == 1 ? space : space - 1;
    }

    private static int RunOf(ReadOnlySpan<char> text, CharacterClasses kind)
    {
        int length = 0;
        while (length < text.Length && ClassAt(text, length, out int units) == kind)
        {
            length += units;
        }

        return length;
    }

    private static CharacterClasses ClassAt(ReadOnlySpan<char> text, int index, out int units)
    {
        char unit = text[index];
        units = char.IsHighSurrogate(unit) && index + 1 < text.Length ? 2 : 1;
        return CharacterTable.Of(units == 2 ? char.ConvertToUtf32(unit, text[index + 1]) : unit) & Classes;
    }
}
