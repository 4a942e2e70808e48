namespace Vlm.Training;

/// <summary>x repeated whole: with the repeats on axes of their own, dx = the sum of dy over those axes.</summary>
internal static class TileGradient
{
    public static void Apply(GradientContext node)
    {
        GraphValue x = node.Input(0);
        if (node.Input(1).Contents is { } counts && counts.Length == x.Rank && counts.Zip(x.Shape).All(pair => pair.First == 1 || pair.Second == 1))
        {
            // Only axes of size 1 are repeated, as broadcasting does.
            node.Give(0, node.Upstream);
            return;
        }

        if (ShapeRules.Numbers(node.Input(1)) is not { } repeats || !GraphShape.IsKnown(x.Shape))
        {
            throw node.Unsupported("the shape and the repeats must be known while the graph is built.");
        }

        long[] apart = [.. x.Shape.SelectMany((size, i) => new[] { repeats[i], size.Size })];
        node.Give(0, node.Upstream.Reshape(apart).Sum([.. Enumerable.Range(0, x.Rank).Select(i => 2 * i)]));
    }
}
