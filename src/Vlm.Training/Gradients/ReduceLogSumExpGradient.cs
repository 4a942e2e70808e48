namespace Vlm.Training;

/// <summary>y = ln Σ eˣ: dx = dy e^(x − y).</summary>
internal static class ReduceLogSumExpGradient
{
    public static void Apply(GradientContext node)
    {
        node.Give(0, (node.Input(0) - ReducedAxes.Keep(node, node.Output)).Exp() * ReducedAxes.Keep(node, node.Upstream));
    }
}
