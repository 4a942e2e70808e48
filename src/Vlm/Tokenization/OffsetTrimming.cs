namespace Vlm.Tokenization;

/// <summary>Takes white space off the ends of the places of byte-level tokens, as trim_offsets asks for.</summary>
internal static class OffsetTrimming
{
    /// <summary>The place of a token without the spaces that its own spelling begins and ends with.</summary>
    /// <param name="text">The original text.</param>
    /// <param name="token">The token as the vocabulary spells it.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="mayBeAdded">Whether a single space at its beginning is the one that the tokenizer put before the text.</param>
    public static TokenOffset Trim(ReadOnlySpan<char> text, ReadOnlySpan<char> token, TokenOffset place, bool mayBeAdded)
    {
        int leading = 0, trailing = 0;
        while (leading < token.Length && IsSpace(token[leading]))
        {
            leading++;
        }

        while (trailing < token.Length && IsSpace(token[^(trailing + 1)]))
        {
            trailing++;
        }

        int start = place.Start, end = place.End;
        for (int i = leading == 1 && mayBeAdded ? 1 : 0; i < leading && start < end; i++)
        {
            start += char.IsHighSurrogate(text[start]) ? 2 : 1;
        }

        for (int i = 0; i < trailing && end > start; i++)
        {
            end -= char.IsLowSurrogate(text[end - 1]) ? 2 : 1;
        }

        return new TokenOffset(start, end);
    }

    private static bool IsSpace(char unit) => unit == ByteLevelAlphabet.Of((byte)' ') || CharacterTable.Is(unit, CharacterClasses.WhiteSpace);
}
