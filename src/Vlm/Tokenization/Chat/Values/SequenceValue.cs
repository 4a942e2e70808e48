namespace Vlm.Tokenization.Chat;

/// <summary>A value that holds others. It never changes, so it can hold nothing that holds it.</summary>
internal abstract class ContainerValue
{
    /// <summary>How deep the values in it hold each other; bounds every walk over them.</summary>
    public int Depth { get; protected init; }

    protected static int DepthOf(ReadOnlySpan<object?> items)
    {
        int depth = 0;
        foreach (object? item in items)
        {
            depth = item is ContainerValue inner && inner.Depth > depth ? inner.Depth : depth;
        }

        return depth < RenderLimits.ValueDepth ? depth + 1 : throw TemplateFault.Limit($"lists and mappings hold each other {depth + 1} levels deep; the most is {RenderLimits.ValueDepth}.");
    }
}

/// <summary>A list or a tuple.</summary>
internal abstract class SequenceValue : ContainerValue
{
    protected SequenceValue(object?[] items)
    {
        Items = items;
        Depth = DepthOf(items);
    }

    public object?[] Items { get; }

    public abstract SequenceValue With(object?[] items);
}

internal sealed class ListValue(object?[] items) : SequenceValue(items)
{
    public override SequenceValue With(object?[] items) => new ListValue(items);
}

internal sealed class TupleValue(object?[] items) : SequenceValue(items)
{
    /// <summary>What the groupby filter calls the parts of its pairs; null for other tuples.</summary>
    public bool IsGroup { get; init; }

    public int? Hash { get; set; }

    public override SequenceValue With(object?[] items) => new TupleValue(items);
}
