namespace Vlm.Tokenization.Chat;

/// <summary>Finds a text in another in linear time, whatever the two look like.</summary>
internal static class TextSearch
{
    // Shorter needles cannot make the vectorized search quadratic in a way that matters.
    private const int ShortNeedle = 32;

    public static int IndexOf(string text, string part, int from = 0) => IndexOf(text, part, from, text.Length);

    public static int IndexOf(string text, string part, int from, int end)
    {
        ReadOnlySpan<char> span = text.AsSpan(from, end - from);
        int at = part.Length <= ShortNeedle ? span.IndexOf(part, StringComparison.Ordinal) : LongIndexOf(span, part);
        return at < 0 ? -1 : from + at;
    }

    public static int LastIndexOf(string text, string part, int from, int end)
    {
        if (part.Length <= ShortNeedle)
        {
            int at = text.AsSpan(from, end - from).LastIndexOf(part, StringComparison.Ordinal);
            return at < 0 ? -1 : from + at;
        }

        int last = -1;
        for (int at = IndexOf(text, part, from, end); at >= 0; at = IndexOf(text, part, at + part.Length, end))
        {
            last = at;
            int border = Overlapping(text, part, at, end);
            last = border > last ? border : last;
        }

        return last;
    }

    /// <summary>The last place before the end of a match where another one begins; the match's own where none does.</summary>
    private static int Overlapping(string text, string part, int at, int end)
    {
        int[] borders = Borders(part);
        for (int border = borders[^1]; border > 0; border = borders[border - 1])
        {
            int start = at + part.Length - border;
            if (start + part.Length <= end && text.AsSpan(start, part.Length).SequenceEqual(part))
            {
                return Overlapping(text, part, start, end);
            }
        }

        return at;
    }

    /// <summary>Knuth, Morris, Pratt.</summary>
    private static int LongIndexOf(ReadOnlySpan<char> text, string part)
    {
        if (part.Length > text.Length)
        {
            return -1;
        }

        int[] borders = Borders(part);
        int matched = 0;
        for (int i = 0; i < text.Length; i++)
        {
            while (matched > 0 && text[i] != part[matched])
            {
                matched = borders[matched - 1];
            }

            matched += text[i] == part[matched] ? 1 : 0;
            if (matched == part.Length)
            {
                return i + 1 - matched;
            }
        }

        return -1;
    }

    private static int[] Borders(string part)
    {
        int[] borders = new int[part.Length];
        for (int i = 1, matched = 0; i < part.Length; i++)
        {
            while (matched > 0 && part[i] != part[matched])
            {
                matched = borders[matched - 1];
            }

            matched += part[i] == part[matched] ? 1 : 0;
            borders[i] = matched;
        }

        return borders;
    }
}
