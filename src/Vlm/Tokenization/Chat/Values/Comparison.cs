using System.Numerics;

namespace Vlm.Tokenization.Chat;

/// <summary>Python's ==, &lt;, in and truth.</summary>
internal static class Comparison
{
    public static bool IsTrue(object? value) => value switch
    {
        null => false,
        bool truth => truth,
        string text => text.Length > 0,
        long number => number != 0,
        double number => number != 0,
        SequenceValue sequence => sequence.Items.Length > 0,
        DictValue dict => dict.Count > 0,
        DictViewValue view => view.Count > 0,
        RangeValue range => range.Count > 0,
        MarkupValue markup => markup.Text.Length > 0,
        UndefinedValue => false,
        _ => true,
    };

    public static bool AreEqual(object? a, object? b, Rendering rendering)
    {
        if (ReferenceEquals(a, b) && a is not double)
        {
            return true;
        }

        rendering.Budget.Step();
        switch (a, b)
        {
            case (string x, string y):
                rendering.Budget.Scan(Math.Min(x.Length, y.Length));
                return x == y;
            case (ListValue x, ListValue y):
                return ItemsEqual(x.Items, y.Items, rendering);
            case (TupleValue x, TupleValue y):
                return ItemsEqual(x.Items, y.Items, rendering);
            case (DictValue x, DictValue y):
                return DictsEqual(x, y, rendering);
            case (RangeValue x, RangeValue y):
                return x.Count == y.Count && (x.Count == 0 || (x.Start == y.Start && (x.Count == 1 || x.Step == y.Step)));
            case (DictViewValue { Part: not DictPart.Values } x, DictViewValue { Part: not DictPart.Values } y):
                return x.Count == y.Count && x.Items().All(item => Contains(y, item, rendering));
            default:
                return AtomsEqual(a, b);
        }
    }

    /// <summary>Equality of what holds nothing: None, truths, numbers, texts, undefined.</summary>
    public static bool AtomsEqual(object? a, object? b) => (a, b) switch
    {
        (string x, string y) => x == y,
        (MarkupValue x, MarkupValue y) => x.Text == y.Text,
        (MarkupValue x, string y) => x.Text == y,
        (string x, MarkupValue y) => x == y.Text,
        (UndefinedValue, UndefinedValue) => true,
        (null, _) or (_, null) => a is null && b is null,
        _ => Numbers.IsNumber(a) && Numbers.IsNumber(b) ? Numbers.Compare(a, b) == 0 : ReferenceEquals(a, b),
    };

    /// <summary>Less than zero, zero or more as a stands to b; null where they have no order (NaN).</summary>
    public static int? Order(object? a, object? b, string sign, Rendering rendering)
    {
        rendering.Budget.Step();
        if (a is UndefinedValue undefined || (undefined = (b as UndefinedValue)!) is not null)
        {
            throw undefined.Fault();
        }

        if (Numbers.IsNumber(a) && Numbers.IsNumber(b))
        {
            return Numbers.Compare(a, b);
        }

        if (Texts.TryGet(a, out string? x) && Texts.TryGet(b, out string? y))
        {
            rendering.Budget.Scan(Math.Min(x.Length, y.Length));
            return PythonText.Compare(x, y);
        }

        if (a is SequenceValue left && b is SequenceValue right && left is ListValue == right is ListValue)
        {
            for (int i = 0; i < Math.Min(left.Items.Length, right.Items.Length); i++)
            {
                if (!AreEqual(left.Items[i], right.Items[i], rendering))
                {
                    return Order(left.Items[i], right.Items[i], sign, rendering);
                }
            }

            return left.Items.Length.CompareTo(right.Items.Length);
        }

        throw TemplateFault.Evaluation($"'{sign}' not supported between instances of '{TypeNames.Of(a)}' and '{TypeNames.Of(b)}'");
    }

    public static bool Less(object? a, object? b, Rendering rendering) => Order(a, b, "<", rendering) is < 0;

    /// <summary>Whether an item is in a container: item in container.</summary>
    public static bool Contains(object? container, object? item, Rendering rendering)
    {
        rendering.Budget.Step();
        switch (container)
        {
            case string or MarkupValue:
                string text = Texts.Get(container);
                if (!Texts.TryGet(item, out string? part))
                {
                    throw TemplateFault.Evaluation($"'in <string>' requires string as left operand, not {TypeNames.Of(item)}");
                }

                rendering.Budget.Scan(text.Length);
                return TextSearch.IndexOf(text, part) >= 0;
            case DictValue dict:
                return dict.TryGet(item, out _);
            case DictViewValue { Part: DictPart.Keys } view:
                return view.Owner.TryGet(item, out _);
            case DictViewValue { Part: DictPart.Items } view:
                return item is TupleValue { Items: [var key, var wanted] } && view.Owner.TryGet(key, out object? found) && AreEqual(found, wanted, rendering);
            case RangeValue range:
                return Numbers.IsNumber(item) && range.Items().Any(one => AreEqual(one, item, rendering));
            default:
                foreach (object? one in Iteration.Of(container, rendering, "argument of type '{0}' is not iterable"))
                {
                    if (AreEqual(one, item, rendering))
                    {
                        return true;
                    }
                }

                return false;
        }
    }

    private static bool ItemsEqual(object?[] x, object?[] y, Rendering rendering)
    {
        bool same = x.Length == y.Length;
        for (int i = 0; same && i < x.Length; i++)
        {
            same = AreEqual(x[i], y[i], rendering);
        }

        return same;
    }

    private static bool DictsEqual(DictValue x, DictValue y, Rendering rendering)
    {
        bool same = x.Count == y.Count;
        for (int i = 0; same && i < x.Count; i++)
        {
            same = y.TryGet(x.Keys[i], out object? other) && AreEqual(x.Values[i], other, rendering);
        }

        return same;
    }
}
