namespace Vlm.Training;

/// <summary>Matrix products. Each adds nodes to the value's graph.</summary>
public static class MatrixOperators
{
    /// <summary>The matrix product of the last two dimensions; the outer ones are broadcast.</summary>
    /// <param name="left">[…, M, K].</param>
    /// <param name="right">[…, K, N].</param>
    /// <returns>[…, M, N].</returns>
    /// <exception cref="GraphException">The inner sizes differ.</exception>
    public static GraphValue MatMul(this GraphValue left, GraphValue right)
    {
        ArgumentNullException.ThrowIfNull(left);
        return left.Graph.Node("MatMul", left, right);
    }

    /// <summary>α op(A) op(B) + β C for matrices, where op transposes or not.</summary>
    /// <param name="a">[M, K], or [K, M] where transposed.</param>
    /// <param name="b">[K, N], or [N, K] where transposed.</param>
    /// <param name="c">Broadcast to [M, N]; null for 0.</param>
    /// <param name="transposeA">Whether A is read transposed.</param>
    /// <param name="transposeB">Whether B is read transposed.</param>
    /// <param name="alpha">α.</param>
    /// <param name="beta">β.</param>
    public static GraphValue Gemm(this GraphValue a, GraphValue b, GraphValue? c = null, bool transposeA = false, bool transposeB = false, float alpha = 1, float beta = 1)
    {
        ArgumentNullException.ThrowIfNull(a);
        NodeAttributes attributes = NodeAttributes.Of("transA", transposeA ? 1L : 0L).With("transB", transposeB ? 1L : 0L).With("alpha", alpha).With("beta", beta);
        return c is null ? a.Graph.Node("Gemm", attributes, a, b) : a.Graph.Node("Gemm", attributes, a, b, c);
    }

    /// <summary>A product that reads its operands transposed without a copy; ONNX Runtime's own operator, so only in graphs that are not exported.</summary>
    internal static GraphValue FusedMatMul(this GraphValue left, GraphValue right, bool transposeLeft = false, bool transposeRight = false, float alpha = 1) =>
        left.Graph.MicrosoftNode(
            "FusedMatMul", NodeAttributes.Of("transA", transposeLeft ? 1L : 0L).With("transB", transposeRight ? 1L : 0L).With("alpha", alpha), left, right);
}
