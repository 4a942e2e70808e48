namespace Vlm.Training;

/// <summary>y = √Σ x²: dx = dy x / y, and 0 where y is 0.</summary>
internal static class ReduceL2Gradient
{
    public static void Apply(GradientContext node)
    {
        GraphValue norm = ReducedAxes.Keep(node, node.Output), zero = node.Graph.Constant(0f);
        GraphValue divisor = norm + norm.EqualTo(zero).AsNumber();
        node.Give(0, node.Input(0) * (ReducedAxes.Keep(node, node.Upstream) / divisor));
    }
}
