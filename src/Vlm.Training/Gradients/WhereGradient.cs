namespace Vlm.Training;

/// <summary>y = c ? a : b: da = c ? dy : 0, db = c ? 0 : dy.</summary>
internal static class WhereGradient
{
    public static void Apply(GradientContext node)
    {
        GraphValue zero = node.Graph.Constant(0f);
        if (node.Wants(1))
        {
            node.Give(1, node.Input(0).Where(node.Upstream, zero));
        }

        if (node.Wants(2))
        {
            node.Give(2, node.Input(0).Where(zero, node.Upstream));
        }
    }
}
