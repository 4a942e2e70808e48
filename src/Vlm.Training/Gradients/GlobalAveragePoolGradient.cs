namespace Vlm.Training;

/// <summary>The mean over H W cells: dx = dy / (H W) for each.</summary>
internal static class GlobalAveragePoolGradient
{
    public static void Apply(GradientContext node)
    {
        GraphValue x = node.Input(0);
        Dimension cells = GraphShape.Product(x.Shape.Skip(2));
        if (!cells.IsKnown)
        {
            throw node.Unsupported("the spatial size must be known while the graph is built.");
        }

        node.Give(0, (node.Upstream / cells.Size) + x.Filled(0));
    }
}
