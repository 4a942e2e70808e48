namespace Vlm.Training;

/// <summary>y = tanh x: dx = dy (1 − y²).</summary>
internal static class TanhGradient
{
    public static void Apply(GradientContext node)
    {
        node.Give(0, node.Upstream * (node.Graph.Constant(1f) - node.Output.Square()));
    }
}
