namespace Vlm.Training;

/// <summary>
/// Y = α op(A) op(B) + β C: d op(A) = α dY op(B)', d op(B) = α op(A)' dY, dC = β dY summed to the shape of C; an operand that
/// was read transposed gets its gradient transposed, which is the product of the operands in the other order.
/// </summary>
internal static class GemmGradient
{
    public static void Apply(GradientContext node)
    {
        GraphValue a = node.Input(0), b = node.Input(1), dy = node.Upstream;
        bool transA = node.Node.Attributes.Long("transA", 0) != 0, transB = node.Node.Attributes.Long("transB", 0) != 0;
        float alpha = node.Node.Attributes.Single("alpha", 1);
        if (node.Wants(0))
        {
            node.Give(0, transA ? b.FusedMatMul(dy, transB, true, alpha) : dy.FusedMatMul(b, false, !transB, alpha));
        }

        if (node.Wants(1))
        {
            node.Give(1, transB ? dy.FusedMatMul(a, true, transA, alpha) : a.FusedMatMul(dy, !transA, false, alpha));
        }

        if (node.Wants(2))
        {
            node.Give(2, Unbroadcast.ToShapeOf(node.Input(2), dy) * node.Node.Attributes.Single("beta", 1));
        }
    }
}
