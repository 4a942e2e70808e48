namespace Vlm.Training;

/// <summary>y = ln(1 + eˣ): dx = dy sigmoid(x).</summary>
internal static class SoftplusGradient
{
    public static void Apply(GradientContext node)
    {
        node.Give(0, node.Upstream * node.Input(0).Sigmoid());
    }
}
