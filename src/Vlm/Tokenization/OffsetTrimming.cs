namespace Vlm.Tokenization;

/// <summary>Takes white space off the ends of the places of byte-level tokens, as trim_offsets asks for.</summary>
internal static class OffsetTrimming
{
    public static void Apply(ReadOnlySpan<char> text, Span<TokenOffset> offsets)
    {
        foreach (ref TokenOffset offset in offsets)
        {
            int start = offset.Start, end = offset.End;
            while (start < end && CharacterTable.Is(text[start], CharacterClasses.WhiteSpace))
            {
                start++;
            }

            while (end > start && CharacterTable.Is(text[end - 1], CharacterClasses.WhiteSpace))
            {
                end--;
            }

            offset = new TokenOffset(start, end);
        }
    }
}
