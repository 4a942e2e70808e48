namespace Vlm.Training;

/// <summary>y = Σ x: dx = dy repeated over the summed axes.</summary>
internal static class ReduceSumGradient
{
    public static void Apply(GradientContext node)
    {
        node.Give(0, ReducedAxes.Repeat(node, node.Upstream));
    }
}
