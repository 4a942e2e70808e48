namespace Vlm.Training;

/// <summary>The gradient of broadcasting: what was repeated is summed.</summary>
internal static class Unbroadcast
{
    /// <summary>Sums a gradient over the axes along which a value was repeated.</summary>
    public static GraphValue ToShapeOf(GraphValue value, GraphValue gradient)
    {
        if (GraphShape.Same(value.Shape, gradient.Shape))
        {
            return gradient;
        }

        int added = gradient.Rank - value.Rank;
        List<int> axes = [.. Enumerable.Range(0, added)];
        for (int i = 0; i < value.Rank; i++)
        {
            Dimension own = value.Shape[i], wide = gradient.Shape[i + added];
            if (own == 1 && wide != 1)
            {
                axes.Add(i + added);
            }
            else if (own != wide && !(own.IsKnown && wide.IsKnown))
            {
                return AtRunTime(value, gradient);
            }
        }

        GraphValue sum = gradient.Sum(axes, keepDims: axes.Count > added);
        return sum.ReshapeLike(value);
    }

    // Two sizes that no one can compare before the batch is there: the axes are found when the graph runs.
    private static GraphValue AtRunTime(GraphValue value, GraphValue gradient)
    {
        TrainingGraph graph = value.Graph;
        GraphValue sizes = value.ShapeValue();
        long[] leading = [.. Enumerable.Repeat(1L, gradient.Rank - value.Rank)];
        GraphValue padded = leading.Length == 0 ? sizes : SelectionOperators.Concat(0, graph.Constant(GraphTensor.Longs(leading)), sizes);
        GraphValue axes = graph.Node("NonZero", padded.EqualTo(graph.Constant(GraphTensor.Longs(1)))).Squeeze(0);
        GraphValue sum = graph.Node("ReduceSum", NodeAttributes.Of("keepdims", 1L).With("noop_with_empty_axes", 1L), gradient, axes);
        return graph.Node("Reshape", sum, sizes);
    }
}
