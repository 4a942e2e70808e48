namespace Vlm.Training;

/// <summary>y = max(0, min(1, α x + β)): dx = α dy where 0 &lt; y &lt; 1, else 0.</summary>
internal static class HardSigmoidGradient
{
    public static void Apply(GradientContext node)
    {
        GraphValue y = node.Output;
        GraphValue inside = y.Greater(node.Graph.Constant(0f)).AsNumber() * y.Less(node.Graph.Constant(1f)).AsNumber();
        node.Give(0, node.Upstream * inside * node.Node.Attributes.Single("alpha", 0.2f));
    }
}
