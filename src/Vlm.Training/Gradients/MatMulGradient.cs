namespace Vlm.Training;

/// <summary>Y = A B: dA = dY B', dB = A' dY; outer dimensions that were broadcast are summed.</summary>
internal static class MatMulGradient
{
    public static void Apply(GradientContext node)
    {
        // A vector is a row on the left and a column on the right.
        GraphValue a = node.Input(0).Rank == 1 ? node.Input(0).Unsqueeze(0) : node.Input(0);
        GraphValue b = node.Input(1).Rank == 1 ? node.Input(1).Unsqueeze(1) : node.Input(1);
        GraphValue dy = node.Upstream;
        dy = node.Input(1).Rank == 1 ? dy.Unsqueeze(node.Output.Rank) : dy;
        dy = node.Input(0).Rank == 1 ? dy.Unsqueeze(dy.Rank - 1) : dy;
        if (node.Wants(0))
        {
            GraphValue gradient = dy.FusedMatMul(b, transposeRight: true);
            node.Give(0, node.Input(0).Rank == 1 ? Unbroadcast.ToShapeOf(a, gradient).Squeeze(0) : gradient);
        }

        if (node.Wants(1))
        {
            // All rows at once: one product instead of one for each outer index and a sum.
            GraphValue gradient = b.Rank == 2 && a.Rank > 2
                ? AsRows(a).FusedMatMul(AsRows(dy), transposeLeft: true)
                : a.FusedMatMul(dy, transposeLeft: true);
            node.Give(1, node.Input(1).Rank == 1 ? Unbroadcast.ToShapeOf(b, gradient).Squeeze(1) : gradient);
        }
    }

    private static GraphValue AsRows(GraphValue value) => value.Shape[^1].IsKnown
        ? value.Reshape(-1, value.Shape[^1].Size)
        : value.Graph.Node("Flatten", NodeAttributes.Of("axis", (long)(value.Rank - 1)), value);
}
