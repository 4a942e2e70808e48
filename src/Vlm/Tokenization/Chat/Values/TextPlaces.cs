namespace Vlm.Tokenization.Chat;

/// <summary>find, count, startswith and their like: places are code points, start and end as in a slice.</summary>
internal static class TextPlaces
{
    public static long Find(in Call call, bool fromRight)
    {
        string text = Texts.Get(call.Self), part = call.Text(0);
        if (Range(call, text) is not var (from, end) || part.Length > end - from)
        {
            return -1;
        }

        call.Rendering.Budget.Scan(text.Length);
        int at = fromRight ? TextSearch.LastIndexOf(text, part, from, end) : TextSearch.IndexOf(text, part, from, end);
        return PythonText.CodePointIndex(text, at);
    }

    public static long Count(in Call call)
    {
        string text = Texts.Get(call.Self), part = call.Text(0);
        if (Range(call, text) is not var (from, end))
        {
            return 0;
        }

        call.Rendering.Budget.Scan(text.Length);
        return part.Length == 0 ? PythonText.Length(text[from..end]) + 1 : Matches(text, part, from, end).Count();
    }

    public static bool Touches(in Call call, bool atStart)
    {
        string text = Texts.Get(call.Self);
        object?[] parts = call[0] is TupleValue tuple ? tuple.Items : [call[0]];
        if (parts.FirstOrDefault(part => !Texts.Is(part), "") is not string)
        {
            throw call[0] is UndefinedValue undefined ? undefined.Fault()
                : TemplateFault.Evaluation($"{(atStart ? "starts" : "ends")}with first arg must be str or a tuple of str, not {TypeNames.Of(call[0])}");
        }

        if (Range(call, text) is not var (from, end))
        {
            return false;
        }

        call.Rendering.Budget.Items(parts.Length);
        foreach (object? one in parts)
        {
            string part = Texts.Get(one);
            ReadOnlySpan<char> span = text.AsSpan(from, end - from);
            call.Rendering.Budget.Scan(part.Length);
            if (atStart ? span.StartsWith(part, StringComparison.Ordinal) : span.EndsWith(part, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The places of a part, none overlapping the one before.</summary>
    public static IEnumerable<int> Matches(string text, string part, int from, int end)
    {
        for (int at = TextSearch.IndexOf(text, part, from, end); at >= 0; at = TextSearch.IndexOf(text, part, at + part.Length, end))
        {
            yield return at;
        }
    }

    /// <summary>The code units between the arguments start and end; null where start is behind the end.</summary>
    private static (int From, int End)? Range(in Call call, string text)
    {
        if (call.Or(1, null) is null && call.Or(2, null) is null)
        {
            return (0, text.Length);
        }

        int length = PythonText.Length(text);
        long from = Fit(call.IntegerOrNone(1) ?? 0, length), end = Math.Min(Fit(call.IntegerOrNone(2) ?? length, length), length);
        return from > length || from > end ? null : (PythonText.UnitIndex(text, (int)from), PythonText.UnitIndex(text, (int)end));
    }

    private static long Fit(long place, int length) => place < 0 ? Math.Max(0, place + length) : place;
}
