using System.Collections.Frozen;

namespace Vlm.Tokenization.Chat;

/// <summary>Filters that take a sequence as a whole.</summary>
internal static class SequenceFilters
{
    public static FrozenDictionary<string, Builtin> Table { get; } = BuiltinTable.Of(
        ("length", "", (in call) => Boxed.Of(Iteration.Length(call.Self, call.Rendering))),
        ("count", "", (in call) => Boxed.Of(Iteration.Length(call.Self, call.Rendering))),
        ("list", "", (in call) => new ListValue(Iteration.ToArray(call.Self, call.Rendering))),
        ("first", "", (in call) => First(call)),
        ("last", "", (in call) => Last(call)),
        ("join", "d? attribute?", Join),
        ("reverse", "", Reverse),
        ("sort", "reverse? case_sensitive? attribute?", (in call) => SortedBy.Sort(call)),
        ("dictsort", "case_sensitive? by? reverse?", (in call) => SortedBy.DictSort(call)),
        ("unique", "case_sensitive? attribute?", (in call) => SortedBy.Unique(call)),
        ("groupby", "attribute default? case_sensitive?", (in call) => SortedBy.GroupBy(call)),
        ("min", "case_sensitive? attribute?", (in call) => SortedBy.Extreme(call, least: true)),
        ("max", "case_sensitive? attribute?", (in call) => SortedBy.Extreme(call, least: false)),
        ("sum", "attribute? start?", Sum),
        ("batch", "linecount fill_with?", (in call) => new IteratorValue(Batches(Iteration.ToArray(call.Self, call.Rendering), call.Integer(0, 1), call.Or(1, null), call.Rendering), null)),
        ("slice", "slices fill_with?", (in call) => new IteratorValue(Slices(Iteration.ToArray(call.Self, call.Rendering), call.Integer(0, 1), call.Or(1, null), call.Rendering), null)),
        ("items", "", Items));

    private static object? First(in Call call)
    {
        foreach (object? item in Iteration.Of(call.Self, call.Rendering))
        {
            return item;
        }

        return new UndefinedValue("No first item, sequence was empty.");
    }

    private static object? Last(in Call call)
    {
        if (call.Self is IteratorValue or LoopValue or null || !Iteration.IsIterable(call.Self))
        {
            throw TemplateFault.Evaluation($"'{TypeNames.Of(call.Self)}' object is not reversible");
        }

        object?[] items = Iteration.ToArray(call.Self, call.Rendering);
        return items.Length > 0 ? items[^1] : new UndefinedValue("No last item, sequence was empty.");
    }

    private static string Join(in Call call)
    {
        string separator = call.Has(0) ? Spelling.Text(call[0], call.Rendering) : "";
        AttributePath? path = AttributePath.Of(call.Or(1, null), call.Rendering);
        object?[] items = Iteration.ToArray(call.Self, call.Rendering);
        string[] texts = new string[items.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = Spelling.Text(path is null ? items[i] : path.Get(items[i], call.Rendering), call.Rendering);
        }

        return TextEdits.Joined(separator, texts, call.Rendering);
    }

    private static object? Reverse(in Call call)
    {
        if (call.Self is string or MarkupValue)
        {
            return Access.Slice(call.Self, null, null, -1L, call.Rendering);
        }

        if (!Iteration.IsIterable(call.Self))
        {
            throw TemplateFault.Evaluation("argument must be iterable");
        }

        object?[] items = Iteration.ToArray(call.Self, call.Rendering);
        return new IteratorValue(Enumerable.Range(1, items.Length).Select(i => items[^i]), null, "list_reverseiterator object");
    }

    private static object? Sum(in Call call)
    {
        AttributePath? path = AttributePath.Of(call.Or(0, null), call.Rendering);
        object? sum = call.Or(1, 0L);
        if (sum is string or MarkupValue)
        {
            throw TemplateFault.Evaluation("sum() can't sum strings [use ''.join(seq) instead]");
        }

        foreach (object? item in Iteration.Of(call.Self, call.Rendering))
        {
            call.Rendering.Budget.Step();
            sum = Arithmetic.Add(sum, path is null ? item : path.Get(item, call.Rendering), call.Rendering);
        }

        return sum;
    }

    private static IteratorValue Items(in Call call) => call.Self switch
    {
        UndefinedValue => new IteratorValue([], null),
        DictValue dict => new IteratorValue(new DictViewValue(dict, DictPart.Items).Items(), null),
        _ => throw TemplateFault.Evaluation("Can only get item pairs from a mapping."),
    };

    private static IEnumerable<object?> Batches(object?[] items, long size, object? fill, Rendering rendering)
    {
        if (items.Length == 0)
        {
            yield break;
        }

        if (size < 1)
        {
            // Python's counter never meets such a size: everything is one batch, after an empty one where the size is zero.
            if (size == 0)
            {
                yield return new ListValue([]);
            }

            yield return new ListValue(items);
            yield break;
        }

        for (long start = 0; start < items.Length; start += size)
        {
            object?[] part = items[(int)start..(int)Math.Min(items.Length, start + size)];
            rendering.Budget.Items(fill is null ? part.Length : size);
            yield return new ListValue(fill is null || part.Length == size ? part : [.. part, .. Enumerable.Repeat(fill, (int)size - part.Length)]);
        }
    }

    private static IEnumerable<object?> Slices(object?[] items, long slices, object? fill, Rendering rendering)
    {
        if (slices == 0)
        {
            throw TemplateFault.Evaluation("integer division or modulo by zero");
        }

        long size = items.Length / slices, extra = items.Length % slices;
        for (long i = 0, start = 0; i < slices; i++)
        {
            rendering.Budget.Step();
            long end = start + size + (i < extra ? 1 : 0);
            object?[] part = items[(int)start..(int)end];
            yield return new ListValue(fill is not null && i >= extra ? [.. part, fill] : part);
            start = end;
        }
    }
}
