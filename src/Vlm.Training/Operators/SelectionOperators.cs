namespace Vlm.Training;

/// <summary>Operators that pick elements, join values or split them. Each adds a node to the value's graph.</summary>
public static class SelectionOperators
{
    /// <summary>Entries of an axis by their numbers: an embedding table's rows, for axis 0. Gradients of repeated entries add up.</summary>
    /// <param name="value">The entries.</param>
    /// <param name="indices">Int64; negative ones count from the end.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The value's shape with the axis replaced by the shape of the indices.</returns>
    public static GraphValue Gather(this GraphValue value, GraphValue indices, int axis = 0)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Graph.Node("Gather", NodeAttributes.Of("axis", (long)axis), value, indices);
    }

    /// <summary>For each index, the element that stands there along an axis.</summary>
    /// <param name="value">The elements.</param>
    /// <param name="indices">Int64, of the same rank.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape of the indices.</returns>
    public static GraphValue GatherElements(this GraphValue value, GraphValue indices, int axis)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Graph.Node("GatherElements", NodeAttributes.Of("axis", (long)axis), value, indices);
    }

    /// <summary>Values joined along an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">At least one.</param>
    public static GraphValue Concat(int axis, params ReadOnlySpan<GraphValue> values)
    {
        ArgumentOutOfRangeException.ThrowIfZero(values.Length);
        return values[0].Graph.Node("Concat", NodeAttributes.Of("axis", (long)axis), [.. values]);
    }

    /// <summary>The entries of an axis from a start to before an end, as Python's slices.</summary>
    /// <param name="value">The value.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="start">The first; negative ones count from the end.</param>
    /// <param name="end">The one after the last; beyond the end means the end.</param>
    public static GraphValue Slice(this GraphValue value, int axis, long start, long end) => Slice(value, [axis], [start], [end], [1]);

    /// <summary>Every step-th entry along several axes.</summary>
    /// <param name="value">The value.</param>
    /// <param name="axes">The axes.</param>
    /// <param name="starts">The first of each.</param>
    /// <param name="ends">The one after the last of each.</param>
    /// <param name="steps">The step of each, not 0; negative ones go backwards.</param>
    public static GraphValue Slice(this GraphValue value, ReadOnlySpan<long> axes, ReadOnlySpan<long> starts, ReadOnlySpan<long> ends, ReadOnlySpan<long> steps)
    {
        ArgumentNullException.ThrowIfNull(value);
        TrainingGraph graph = value.Graph;
        return graph.Node(
            "Slice",
            value,
            graph.Constant(GraphTensor.Longs(starts)),
            graph.Constant(GraphTensor.Longs(ends)),
            graph.Constant(GraphTensor.Longs(axes)),
            graph.Constant(GraphTensor.Longs(steps)));
    }

    /// <summary>A value cut into parts along an axis.</summary>
    /// <param name="value">The value.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="parts">The sizes of the parts; their sum is the size of the axis.</param>
    public static IReadOnlyList<GraphValue> Split(this GraphValue value, int axis, params ReadOnlySpan<long> parts)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Graph.Emit("Split", "", NodeAttributes.Of("axis", (long)axis), parts.Length, [value, value.Graph.Constant(GraphTensor.Longs(parts))]);
    }

    /// <summary>Numbers added at places along an axis; several at one place add up.</summary>
    internal static GraphValue ScatterAdd(this GraphValue value, GraphValue indices, GraphValue updates, int axis) =>
        value.Graph.Node("ScatterElements", NodeAttributes.Of("axis", (long)axis).With("reduction", "add"), value, indices, updates);
}
