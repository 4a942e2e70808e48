namespace Vlm.Training;

/// <summary>
/// y = n s + b with n = (x − mean) r, r = 1/√(variance + ε): ds = Σ dy n, db = Σ dy over what is not normalized, and
/// dx = r (g − mean(g) − n mean(g n)) with g = dy s. The mean and r are outputs of the forward operator.
/// </summary>
internal static class LayerNormalizationGradient
{
    public static void Apply(GradientContext node)
    {
        GraphValue x = node.Input(0), scale = node.Input(1), dy = node.Upstream;
        int first = GraphShape.Axis(node.Node.Attributes.Long("axis", -1), x.Rank);
        int[] axes = [.. Enumerable.Range(first, x.Rank - first)];
        GraphValue root = node.Node.Outputs[2];
        GraphValue normalized = (x - node.Node.Outputs[1]) * root;
        if (node.Wants(1))
        {
            node.Give(1, dy * normalized);
        }

        if (node.Wants(2))
        {
            node.Give(2, dy);
        }

        if (node.Wants(0))
        {
            GraphValue g = dy * scale;
            GraphValue along = (g * normalized).Mean(axes, keepDims: true);
            node.Give(0, (g - g.Mean(axes, keepDims: true) - (normalized * along)) * root);
        }
    }
}
