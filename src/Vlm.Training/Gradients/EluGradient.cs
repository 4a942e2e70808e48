namespace Vlm.Training;

/// <summary>y = x > 0 ? x : α (eˣ − 1): dx = dy (x > 0 ? 1 : y + α).</summary>
internal static class EluGradient
{
    public static void Apply(GradientContext node)
    {
        float alpha = node.Node.Attributes.Single("alpha", 1);
        GraphValue positive = node.Input(0).Greater(node.Graph.Constant(0f));
        node.Give(0, positive.Where(node.Upstream, node.Upstream * (node.Output + alpha)));
    }
}
