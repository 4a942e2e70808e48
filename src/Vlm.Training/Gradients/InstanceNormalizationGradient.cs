namespace Vlm.Training;

/// <summary>As layer normalization over the cells of one channel: dx = r s (dy − mean(dy) − n mean(dy n)), ds = Σ dy n, db = Σ dy.</summary>
internal static class InstanceNormalizationGradient
{
    public static void Apply(GradientContext node)
    {
        GraphValue x = node.Input(0), dy = node.Upstream;
        int[] cells = [.. Enumerable.Range(2, x.Rank - 2)], others = [0, .. cells];
        GraphValue centered = x - x.Mean(cells, keepDims: true);
        GraphValue root = (centered.Square().Mean(cells, keepDims: true) + node.Node.Attributes.Single("epsilon", 1e-5f)).Sqrt().Reciprocal();
        GraphValue normalized = centered * root;
        if (node.Wants(0))
        {
            GraphValue along = (dy * normalized).Mean(cells, keepDims: true);
            node.Give(0, (dy - dy.Mean(cells, keepDims: true) - (normalized * along)) * root * NormalizationOperators.PerChannel(x, node.Input(1)));
        }

        if (node.Wants(1))
        {
            node.Give(1, (dy * normalized).Sum(others));
        }

        if (node.Wants(2))
        {
            node.Give(2, dy.Sum(others));
        }
    }
}
