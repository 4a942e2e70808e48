namespace Vlm.Training;

/// <summary>y = x max(0, min(1, x/6 + 1/2)): dx = 0 for x ≤ −3, dy for x ≥ 3, else dy (x/3 + 1/2).</summary>
internal static class HardSwishGradient
{
    public static void Apply(GradientContext node)
    {
        GraphValue x = node.Input(0);
        GraphValue slope = (x / 3) + 0.5f, zero = node.Graph.Constant(0f);
        GraphValue inner = x.Less(node.Graph.Constant(3f)).Where(slope, node.Graph.Constant(1f));
        node.Give(0, node.Upstream * x.Greater(node.Graph.Constant(-3f)).Where(inner, zero));
    }
}
