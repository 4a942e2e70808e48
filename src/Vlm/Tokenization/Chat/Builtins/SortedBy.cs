namespace Vlm.Tokenization.Chat;

/// <summary>The filters that order or compare items: sort, dictsort, unique, groupby, min and max. Texts are compared without case unless asked.</summary>
internal static class SortedBy
{
    public static object? Sort(in Call call)
    {
        AttributePath? path = AttributePath.Of(call.Or(2, null), call.Rendering, mayHaveMany: true);
        return new ListValue(Ordered(Iteration.ToArray(call.Self, call.Rendering), path, call.IsTrue(1), call.IsTrue(0), call.Rendering));
    }

    public static object? DictSort(in Call call)
    {
        string by = call.Has(1) ? Spelling.Text(call[1], call.Rendering) : "key";
        if (by is not ("key" or "value"))
        {
            throw TemplateFault.Evaluation("You can only sort by either \"key\" or \"value\"");
        }

        if (call.Self is not DictValue dict)
        {
            throw call.Self is UndefinedValue undefined ? undefined.Fault() : TemplateFault.Evaluation($"'{TypeNames.Of(call.Self)}' object has no attribute 'items'");
        }

        object?[] pairs = [.. Enumerable.Range(0, dict.Count).Select(dict.Pair)];
        AttributePath path = AttributePath.Of(by == "key" ? 0L : 1L, call.Rendering)!;
        return new ListValue(Ordered(pairs, path, call.IsTrue(0), call.IsTrue(2), call.Rendering));
    }

    public static object? Unique(in Call call)
    {
        AttributePath? path = AttributePath.Of(call.Or(1, null), call.Rendering);
        return new IteratorValue(Distinct(Iteration.Of(call.Self, call.Rendering), path, call.IsTrue(0), call.Rendering), call.Self);
    }

    public static object? GroupBy(in Call call)
    {
        Rendering rendering = call.Rendering;
        bool exact = call.IsTrue(2);
        AttributePath path = AttributePath.Of(call[0], rendering, otherwise: call.Or(1, null))!;
        object?[] items = Ordered(Iteration.ToArray(call.Self, rendering), path, exact, reverse: false, rendering);
        List<object?> groups = [];
        for (int start = 0; start < items.Length;)
        {
            object? key = Key(items[start], path, exact, rendering);
            int end = start + 1;
            while (end < items.Length && Comparison.AreEqual(Key(items[end], path, exact, rendering), key, rendering))
            {
                end++;
            }

            groups.Add(new TupleValue([exact ? key : path.Get(items[start], rendering), new ListValue(items[start..end])]) { IsGroup = true });
            start = end;
        }

        return new ListValue([.. groups]);
    }

    public static object? Extreme(in Call call, bool least)
    {
        Rendering rendering = call.Rendering;
        AttributePath? path = AttributePath.Of(call.Or(1, null), rendering);
        bool exact = call.IsTrue(0);
        object? best = Missing.Value, bestKey = null;
        foreach (object? item in Iteration.Of(call.Self, rendering))
        {
            rendering.Budget.Step();
            object? key = Key(item, path, exact, rendering);
            if (best == Missing.Value || (least ? Comparison.Order(key, bestKey, "<", rendering) is < 0 : Comparison.Order(key, bestKey, ">", rendering) is > 0))
            {
                (best, bestKey) = (item, key);
            }
        }

        return best == Missing.Value ? new UndefinedValue("No aggregated item, sequence was empty.") : best;
    }

    private static object?[] Ordered(object?[] items, AttributePath? path, bool exact, bool reverse, Rendering rendering)
    {
        List<(object? Key, object? Item)> keyed = new(items.Length);
        foreach (object? item in items)
        {
            rendering.Budget.Step();
            keyed.Add((Key(item, path, exact, rendering), item));
        }

        // Reversed, equal items still keep their order: reversed before and after.
        if (reverse)
        {
            keyed.Reverse();
        }

        (object? Key, object? Item)[] sorted = StableSort.Sorted(keyed, (a, b) => Comparison.Less(a.Key, b.Key, rendering));
        if (reverse)
        {
            Array.Reverse(sorted);
        }

        return [.. sorted.Select(pair => pair.Item)];
    }

    private static IEnumerable<object?> Distinct(IEnumerable<object?> items, AttributePath? path, bool exact, Rendering rendering)
    {
        HashSet<object?> seen = new(KeyEquality.Instance);
        foreach (object? item in items)
        {
            rendering.Budget.Step();
            if (seen.Add(Key(item, path, exact, rendering)))
            {
                yield return item;
            }
        }
    }

    private static object? Key(object? item, AttributePath? path, bool exact, Rendering rendering)
    {
        object? key = path is null ? item : path.Get(item, rendering);
        return exact ? key : Folded(key, rendering);
    }

    private static object? Folded(object? key, Rendering rendering)
    {
        if (key is ListValue list)
        {
            return new ListValue([.. list.Items.Select(item => item is string ? Folded(item, rendering) : item)]);
        }

        if (!Texts.TryGet(key, out string? text))
        {
            return key;
        }

        rendering.Budget.Text(text.Length);
        return CaseMapping.Lower(text);
    }
}
