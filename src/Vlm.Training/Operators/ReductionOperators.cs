namespace Vlm.Training;

/// <summary>Sums, means and their kin along axes. Each adds a node to the value's graph.</summary>
public static class ReductionOperators
{
    /// <summary>The sum.</summary>
    /// <param name="value">The value.</param>
    /// <param name="axes">The axes; null for all.</param>
    /// <param name="keepDims">Whether reduced axes stay with size 1.</param>
    public static GraphValue Sum(this GraphValue value, IReadOnlyList<int>? axes = null, bool keepDims = false) => Reduce("ReduceSum", value, axes, keepDims);

    /// <summary>The mean.</summary>
    /// <param name="value">The value.</param>
    /// <param name="axes">The axes; null for all.</param>
    /// <param name="keepDims">Whether reduced axes stay with size 1.</param>
    public static GraphValue Mean(this GraphValue value, IReadOnlyList<int>? axes = null, bool keepDims = false) => Reduce("ReduceMean", value, axes, keepDims);

    /// <summary>The largest; where several are largest each gets its share of the gradient.</summary>
    /// <param name="value">The value.</param>
    /// <param name="axes">The axes; null for all.</param>
    /// <param name="keepDims">Whether reduced axes stay with size 1.</param>
    public static GraphValue MaxAlong(this GraphValue value, IReadOnlyList<int>? axes = null, bool keepDims = false) => Reduce("ReduceMax", value, axes, keepDims);

    /// <summary>The Euclidean norm; its gradient at 0 is 0.</summary>
    /// <param name="value">The value.</param>
    /// <param name="axes">The axes; null for all.</param>
    /// <param name="keepDims">Whether reduced axes stay with size 1.</param>
    public static GraphValue Norm(this GraphValue value, IReadOnlyList<int>? axes = null, bool keepDims = false) => Reduce("ReduceL2", value, axes, keepDims);

    /// <summary>log Σ eˣ, computed without overflow.</summary>
    /// <param name="value">The value.</param>
    /// <param name="axes">The axes; null for all.</param>
    /// <param name="keepDims">Whether reduced axes stay with size 1.</param>
    public static GraphValue LogSumExp(this GraphValue value, IReadOnlyList<int>? axes = null, bool keepDims = false) => Reduce("ReduceLogSumExp", value, axes, keepDims);

    internal static GraphValue Reduce(string name, GraphValue value, IReadOnlyList<int>? axes, bool keepDims)
    {
        ArgumentNullException.ThrowIfNull(value);
        NodeAttributes attributes = NodeAttributes.Of("keepdims", keepDims ? 1L : 0L);
        if (axes is null)
        {
            return value.Graph.Node(name, attributes, value);
        }

        long[] numbers = GraphShape.Axes(axes.Select(axis => (long)axis), value.Rank);
        if (numbers.Length == 0)
        {
            return value;
        }

        // Opset 18 made the axes an input; those of ReduceSum have been one since 13.
        return name == "ReduceSum" || value.Graph.Opset >= 18
            ? value.Graph.Node(name, attributes, value, value.Graph.Constant(GraphTensor.Longs(numbers)))
            : value.Graph.Node(name, attributes.With("axes", numbers), value);
    }
}
