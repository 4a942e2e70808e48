namespace Vlm.Tokenization.Chat;

/// <summary>Walking over a value as Python's for does.</summary>
internal static class Iteration
{
    private const string NotIterable = "'{0}' object is not iterable";

    public static IEnumerable<object?> Of(object? value, Rendering rendering, string complaint = NotIterable) => value switch
    {
        SequenceValue sequence => sequence.Items,
        DictValue dict => dict.Keys,
        string text => PythonText.CodePoints(text),
        MarkupValue markup => PythonText.CodePoints(markup.Text).Select(part => new MarkupValue(part)),
        RangeValue range => range.Items(),
        DictViewValue view => view.Items(),
        IteratorValue iterator => iterator.Rest(),
        LoopValue loop => loop.Rest(),
        UndefinedValue => [],
        _ => throw TemplateFault.Evaluation(string.Format(System.Globalization.CultureInfo.InvariantCulture, complaint, TypeNames.Of(value))),
    };

    public static bool IsIterable(object? value) =>
        value is SequenceValue or DictValue or string or MarkupValue or RangeValue or DictViewValue or IteratorValue or LoopValue or UndefinedValue;

    /// <summary>All items, each charged.</summary>
    public static object?[] ToArray(object? value, Rendering rendering)
    {
        if (value is SequenceValue sequence)
        {
            rendering.Budget.Items(sequence.Items.Length);
            return sequence.Items;
        }

        List<object?> items = [];
        foreach (object? item in Of(value, rendering))
        {
            rendering.Budget.Step();
            items.Add(item);
        }

        return [.. items];
    }

    /// <summary>len(value).</summary>
    public static long Length(object? value, Rendering rendering)
    {
        switch (value)
        {
            case string text:
                rendering.Budget.Scan(text.Length);
                return PythonText.Length(text);
            case MarkupValue markup:
                return PythonText.Length(markup.Text);
            case SequenceValue sequence:
                return sequence.Items.Length;
            case DictValue dict:
                return dict.Count;
            case DictViewValue view:
                return view.Count;
            case RangeValue range:
                return range.Count;
            case LoopValue loop:
                return loop.Length;
            case UndefinedValue:
                return 0;
            default:
                throw TemplateFault.Evaluation($"object of type '{TypeNames.Of(value)}' has no len()");
        }
    }
}
