using System.Text;

namespace Vlm.Tokenization.Chat;

/// <summary>strip, replace, join and the ways of filling up a text.</summary>
internal static class TextEdits
{
    public static string Strip(string text, string? set, bool start, bool end, Rendering rendering)
    {
        rendering.Budget.Text(text.Length);
        HashSet<int>? wanted = set is null ? null : [.. PythonText.ToCodePoints(set)];
        int from = 0, to = text.Length;
        while (start && from < to && Goes(text, from, wanted, out int units))
        {
            from += units;
        }

        while (end && to > from)
        {
            int last = to - 2 >= from && char.IsSurrogatePair(text[to - 2], text[to - 1]) ? to - 2 : to - 1;
            if (!Goes(text, last, wanted, out _))
            {
                break;
            }

            to = last;
        }

        return text[from..to];
    }

    public static string Replace(string text, string old, string with, long count, Rendering rendering)
    {
        long left = count < 0 ? long.MaxValue : count;
        if (left == 0)
        {
            return text;
        }

        if (old.Length == 0)
        {
            return Interleave(text, with, left, rendering);
        }

        List<int> places = [];
        foreach (int at in TextPlaces.Matches(text, old, 0, text.Length))
        {
            if (left-- <= 0)
            {
                break;
            }

            places.Add(at);
        }

        if (places.Count == 0)
        {
            return text;
        }

        rendering.Budget.Items(places.Count);
        rendering.Budget.Text(text.Length + (places.Count * ((long)with.Length - old.Length)));
        StringBuilder result = new();
        int start = 0;
        foreach (int at in places)
        {
            result.Append(text, start, at - start).Append(with);
            start = at + old.Length;
        }

        return result.Append(text, start, text.Length - start).ToString();
    }

    public static string Join(string separator, object? items, Rendering rendering)
    {
        if (!Iteration.IsIterable(items) || items is UndefinedValue)
        {
            throw items is UndefinedValue undefined ? undefined.Fault() : TemplateFault.Evaluation("can only join an iterable");
        }

        object?[] parts = Iteration.ToArray(items, rendering);
        string[] texts = new string[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            texts[i] = Texts.TryGet(parts[i], out string? part) ? part : throw TemplateFault.Evaluation($"sequence item {i}: expected str instance, {TypeNames.Of(parts[i])} found");
        }

        return Joined(separator, texts, rendering);
    }

    public static string Joined(string separator, string[] texts, Rendering rendering)
    {
        rendering.Budget.Text(texts.Sum(text => (long)text.Length) + (Math.Max(0, texts.Length - 1) * (long)separator.Length));
        return string.Join(separator, texts);
    }

    /// <param name="text">The text.</param>
    /// <param name="width">The code points that it shall have.</param>
    /// <param name="fill">The code point to fill with.</param>
    /// <param name="toLeft">How much of the filling goes to the left: 0 none, 1 half, 2 all.</param>
    /// <param name="rendering">What pays.</param>
    public static string Pad(string text, long width, string fill, int toLeft, Rendering rendering)
    {
        if (PythonText.Length(fill) != 1)
        {
            throw TemplateFault.Evaluation("The fill character must be exactly one character long");
        }

        long missing = width - PythonText.Length(text);
        if (missing <= 0)
        {
            return text;
        }

        long left = toLeft switch { 0 => 0, 2 => missing, _ => (missing / 2) + (missing & width & 1) };
        rendering.Budget.Text(missing > int.MaxValue ? int.MaxValue : text.Length + (missing * fill.Length));
        return new StringBuilder().Insert(0, fill, (int)left).Append(text).Insert((int)left * fill.Length + text.Length, fill, (int)(missing - left)).ToString();
    }

    public static string ZeroFill(string text, long width, Rendering rendering)
    {
        int sign = text is ['-' or '+', ..] ? 1 : 0;
        return text[..sign] + Pad(text[sign..], width - sign, "0", toLeft: 2, rendering);
    }

    public static string ExpandTabs(string text, long size, Rendering rendering)
    {
        StringBuilder result = new();
        long column = 0;
        foreach (char c in text)
        {
            if (c == '\t')
            {
                long spaces = size > 0 ? size - (column % size) : 0;
                rendering.Budget.Text(spaces);
                result.Append(' ', (int)spaces);
                column += spaces;
                continue;
            }

            result.Append(c);
            column = c is '\n' or '\r' ? 0 : column + (char.IsLowSurrogate(c) ? 0 : 1);
        }

        rendering.Budget.Text(result.Length);
        return result.ToString();
    }

    private static string Interleave(string text, string with, long most, Rendering rendering)
    {
        long count = Math.Min(most, PythonText.Length(text) + 1L);
        rendering.Budget.Text(text.Length + (count * with.Length));
        StringBuilder result = new(with);
        count--;
        int at = 0;
        for (; at < text.Length && count > 0; count--)
        {
            int units = PythonText.UnitsAt(text, at);
            result.Append(text, at, units).Append(with);
            at += units;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private static bool Goes(string text, int at, HashSet<int>? set, out int units)
    {
        units = PythonText.UnitsAt(text, at);
        return set is null ? PythonText.IsSpace(text[at]) : set.Contains(units == 1 ? text[at] : char.ConvertToUtf32(text[at], text[at + 1]));
    }
}
