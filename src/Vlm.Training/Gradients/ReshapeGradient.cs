namespace Vlm.Training;

/// <summary>The same elements in another shape: dx = dy in the shape of x.</summary>
internal static class ReshapeGradient
{
    public static void Apply(GradientContext node)
    {
        node.Give(0, node.Upstream.ReshapeLike(node.Input(0)));
    }
}
