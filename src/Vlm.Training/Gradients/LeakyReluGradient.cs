namespace Vlm.Training;

/// <summary>y = x > 0 ? x : α x: dx = dy (x > 0 ? 1 : α).</summary>
internal static class LeakyReluGradient
{
    public static void Apply(GradientContext node)
    {
        float alpha = node.Node.Attributes.Single("alpha", 0.01f);
        GraphValue positive = node.Input(0).Greater(node.Graph.Constant(0f));
        node.Give(0, positive.Where(node.Upstream, node.Upstream * alpha));
    }
}
