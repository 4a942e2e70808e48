namespace Vlm.Training;

/// <summary>y = min(max(x, low), high): dx = dy where low ≤ x ≤ high, that is where y = x; else 0.</summary>
internal static class ClipGradient
{
    public static void Apply(GradientContext node)
    {
        node.Give(0, node.Upstream * node.Output.EqualTo(node.Input(0)).AsNumber());
    }
}
