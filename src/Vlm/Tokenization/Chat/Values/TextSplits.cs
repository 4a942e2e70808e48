namespace Vlm.Tokenization.Chat;

/// <summary>split, rsplit, splitlines and partition.</summary>
internal static class TextSplits
{
    /// <param name="text">The text.</param>
    /// <param name="separator">Null for runs of white space, those at the ends dropped.</param>
    /// <param name="most">How many cuts at most; negative for all.</param>
    /// <param name="fromRight">Whether cuts are counted from the end.</param>
    /// <param name="rendering">What pays.</param>
    public static ListValue Split(string text, string? separator, long most, bool fromRight, Rendering rendering)
    {
        if (separator is { Length: 0 })
        {
            throw TemplateFault.Evaluation("empty separator");
        }

        rendering.Budget.Text(text.Length);
        long cuts = most < 0 ? long.MaxValue : most;
        List<object?> parts = separator is null ? Words(text, cuts, fromRight)
            : fromRight ? FromRight(text, separator, cuts)
            : FromLeft(text, separator, cuts);
        rendering.Budget.Items(parts.Count);
        return new ListValue([.. parts]);
    }

    public static ListValue Lines(string text, bool keepEnds, Rendering rendering)
    {
        rendering.Budget.Text(text.Length);
        List<string> lines = PythonText.SplitLines(text, keepEnds);
        rendering.Budget.Items(lines.Count);
        return new ListValue([.. lines]);
    }

    public static TupleValue Partition(string text, string separator, bool fromRight, Rendering rendering)
    {
        if (separator.Length == 0)
        {
            throw TemplateFault.Evaluation("empty separator");
        }

        rendering.Budget.Text(text.Length);
        int at = fromRight ? TextSearch.LastIndexOf(text, separator, 0, text.Length) : TextSearch.IndexOf(text, separator);
        return at >= 0 ? new TupleValue([text[..at], separator, text[(at + separator.Length)..]])
            : fromRight ? new TupleValue(["", "", text])
            : new TupleValue([text, "", ""]);
    }

    private static List<object?> FromLeft(string text, string separator, long cuts)
    {
        List<object?> parts = [];
        int start = 0;
        foreach (int at in TextPlaces.Matches(text, separator, 0, text.Length))
        {
            if (cuts-- <= 0)
            {
                break;
            }

            parts.Add(text[start..at]);
            start = at + separator.Length;
        }

        parts.Add(text[start..]);
        return parts;
    }

    private static List<object?> FromRight(string text, string separator, long cuts)
    {
        List<object?> parts = [];
        int end = text.Length;
        while (cuts-- > 0)
        {
            // A cut from the right may fall elsewhere than one from the left only where separators overlap.
            int at = separator.Length == 1 ? text.LastIndexOf(separator[0], Math.Max(0, end - 1), end) : end < separator.Length ? -1 : TextSearch.LastIndexOf(text, separator, 0, end);
            if (at < 0)
            {
                break;
            }

            parts.Add(text[(at + separator.Length)..end]);
            end = at;
        }

        parts.Add(text[..end]);
        parts.Reverse();
        return parts;
    }

    private static List<object?> Words(string text, long cuts, bool fromRight)
    {
        List<(int Start, int End)> words = [];
        for (int i = 0; i < text.Length; i++)
        {
            if (PythonText.IsSpace(text[i]))
            {
                continue;
            }

            int start = i;
            while (i < text.Length && !PythonText.IsSpace(text[i]))
            {
                i++;
            }

            words.Add((start, i));
        }

        if (words.Count <= cuts)
        {
            return [.. words.Select(word => text[word.Start..word.End])];
        }

        int kept = (int)cuts;
        return fromRight
            ? [text[..words[words.Count - kept - 1].End], .. words[(words.Count - kept)..].Select(word => text[word.Start..word.End])]
            : [.. words[..kept].Select(word => text[word.Start..word.End]), text[words[kept].Start..]];
    }
}
