namespace Vlm.Training;

/// <summary>y = Σ x / n: dx = dy / n repeated over the averaged axes.</summary>
internal static class ReduceMeanGradient
{
    public static void Apply(GradientContext node)
    {
        node.Give(0, ReducedAxes.Repeat(node, node.Upstream / ReducedAxes.Count(node)));
    }
}
