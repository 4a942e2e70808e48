namespace Vlm.Training;

/// <summary>Shapes of reductions, and the axes that they reduce.</summary>
internal static class ReductionShapes
{
    public static InferredValue[] Reduce(TrainingGraph graph, GraphNode node)
    {
        GraphValue input = node.Input(0);
        if (!input.HasShape || Axes(node) is not { } axes)
        {
            return [new InferredValue(input.ElementType, null)];
        }

        return [new InferredValue(input.ElementType, Reduced(input.Shape, axes, node.Attributes.Long("keepdims", 1) != 0))];
    }

    public static InferredValue[] ArgMax(TrainingGraph graph, GraphNode node)
    {
        GraphValue input = node.Input(0);
        long[] axes = [node.Attributes.Long("axis", 0)];
        return [new InferredValue(TensorElementType.Int64, input.HasShape ? Reduced(input.Shape, GraphShape.Axes(axes, input.Rank), node.Attributes.Long("keepdims", 1) != 0) : null)];
    }

    /// <summary>The axes of a reduction, counted from the front; null where they are known only when the graph runs.</summary>
    public static long[]? Axes(GraphNode node)
    {
        int rank = node.Input(0).Rank;
        if (node.Attributes.Longs("axes") is { } attribute)
        {
            return GraphShape.Axes(attribute, rank);
        }

        if (node.Optional(1) is { } input)
        {
            return ShapeRules.Numbers(input) is not { } axes ? null
                : axes.Length > 0 ? GraphShape.Axes(axes, rank)
                : AllUnlessNoop(node, rank);
        }

        return AllUnlessNoop(node, rank);
    }

    private static long[] AllUnlessNoop(GraphNode node, int rank) =>
        node.Attributes.Long("noop_with_empty_axes", 0) != 0 ? [] : [.. Enumerable.Range(0, rank).Select(axis => (long)axis)];

    private static Dimension[] Reduced(IReadOnlyList<Dimension> shape, long[] axes, bool keep) =>
        keep ? [.. shape.Select((size, i) => axes.Contains(i) ? 1 : size)] : [.. shape.Where((_, i) => !axes.Contains(i))];
}
