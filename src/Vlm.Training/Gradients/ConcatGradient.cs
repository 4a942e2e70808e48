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
            throw node.Unsupported($"the sizes along axis {axis} must be known while the graph is built.");
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
}
