namespace Vlm.Training;

/// <summary>Values joined: each gets the part of dy where it stands.</summary>
internal static class ConcatGradient
{
    public static void Apply(GradientContext node)
    {
        int axis = GraphShape.Axis(node.Node.Attributes.Long("axis", 0), node.Output.Rank);
        Dimension[] sizes = [.. node.Node.Inputs.Select(input => input!.Shape[axis])];
        if (!GraphShape.IsKnown(sizes))
        {
            Sliced(node, axis);
            return;
        }

        IReadOnlyList<GraphValue> parts = node.Upstream.Split(axis, GraphShape.Sizes(sizes));
        for (int i = 0; i < parts.Count; i++)
        {
            if (node.Wants(i))
            {
                node.Give(i, parts[i]);
            }
        }
    }

    // Sizes that only a batch gives: each part is cut out at the sum of the sizes before it.
    private static void Sliced(GradientContext node, int axis)
    {
        TrainingGraph graph = node.Output.Graph;
        GraphValue start = graph.Constant(GraphTensor.Longs(0)), axes = graph.Constant(GraphTensor.Longs(axis)), step = graph.Constant(GraphTensor.Longs(1));
        for (int i = 0; i < node.Node.Inputs.Count; i++)
        {
            GraphValue part = node.Input(i), end = start + Positions.Count(part, axis).Reshape(1);
            if (node.Wants(i))
            {
                node.Give(i, graph.Node("Slice", node.Upstream, start, end, axes, step).ReshapeLike(part));
            }

            start = end;
        }
    }
}
