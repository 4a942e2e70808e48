namespace Vlm.Training;

/// <summary>With given statistics y = (x − m) r s + b, r = 1/√(v + ε): dx = dy r s, ds = Σ dy (x − m) r, db = Σ dy.</summary>
internal static class BatchNormalizationGradient
{
    public static void Apply(GradientContext node)
    {
        GraphValue x = node.Input(0), dy = node.Upstream;
        if (node.Node.Attributes.Long("training_mode", 0) != 0 || node.Wants(3) || node.Wants(4))
        {
            throw node.Unsupported("its statistics must be given and frozen; BatchNormalizationTrain uses the batch's own.");
        }

        GraphValue root = (node.Input(4) + node.Node.Attributes.Single("epsilon", 1e-5f)).Sqrt().Reciprocal();
        int[] axes = [.. Enumerable.Range(0, x.Rank).Where(axis => axis != 1)];
        if (node.Wants(0))
        {
            node.Give(0, dy * NormalizationOperators.PerChannel(x, root * node.Input(1)));
        }

        if (node.Wants(1))
        {
            GraphValue centered = x - NormalizationOperators.PerChannel(x, node.Input(3));
            node.Give(1, (dy * centered).Sum(axes) * root);
        }

        if (node.Wants(2))
        {
            node.Give(2, dy.Sum(axes));
        }
    }
}
