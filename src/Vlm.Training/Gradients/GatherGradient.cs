namespace Vlm.Training;

/// <summary>y = x at given entries of an axis: dx = dy added up at those entries, 0 elsewhere.</summary>
internal static class GatherGradient
{
    public static void Apply(GradientContext node)
    {
        GraphValue x = node.Input(0), indices = node.Input(1), dy = node.Upstream;
        int axis = GraphShape.Axis(node.Node.Attributes.Long("axis", 0), x.Rank);

        // As [before, entries, after], with the entry's number at each of its elements.
        Dimension after = GraphShape.Product(x.Shape.Skip(axis + 1)), before = GraphShape.Product(x.Shape.Take(axis));
        if (!before.IsKnown || !after.IsKnown)
        {
            throw node.Unsupported($"the sizes beside axis {axis} must be known while the graph is built.");
        }

        GraphValue updates = dy.Reshape(before.Size, -1, after.Size);
        GraphValue places = node.Graph.Node("Expand", indices.Reshape(1, -1, 1), updates.ShapeValue());
        GraphValue zeros = x.Shape[axis].IsKnown
            ? node.Graph.Constant(0f).Expand(before.Size, x.Shape[axis].Size, after.Size)
            : x.Filled(0).Reshape(before.Size, -1, after.Size);
        node.Give(0, zeros.ScatterAdd(places, updates, 1).ReshapeLike(x));
    }
}
