namespace Vlm.Training;

/// <summary>y = the largest under the window: dx = dy added up where the largest stood, which the forward operator tells.</summary>
internal static class MaxPoolGradient
{
    public static void Apply(GradientContext node)
    {
        GraphValue x = node.Input(0);
        GraphValue flat = x.Filled(0).Reshape(-1).ScatterAdd(node.Node.Outputs[1].Reshape(-1), node.Upstream.Reshape(-1), 0);
        node.Give(0, flat.ReshapeLike(x));
    }
}
