namespace Vlm.Training;

/// <summary>x repeated whole: with the repeats on axes of their own, dx = the sum of dy over those axes.</summary>
internal static class TileGradient
{
    public static void Apply(GradientContext node)
    {
        GraphValue x = node.Input(0);
        if (ShapeRules.Numbers(node.Input(1)) is not { } repeats || !GraphShape.IsKnown(x.Shape))
        {
            throw node.Unsupported("the shape and the repeats must be known while the graph is built.");
        }

        long[] apart = [.. x.Shape.SelectMany((size, i) => new[] { repeats[i], size.Size })];
        node.Give(0, node.Upstream.Reshape(apart).Sum([.. Enumerable.Range(0, x.Rank).Select(i => 2 * i)]));
    }
}
