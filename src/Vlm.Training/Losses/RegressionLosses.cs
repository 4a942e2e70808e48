namespace Vlm.Training;

/// <summary>Losses between numbers and numbers; the mean over all elements unless said otherwise.</summary>
public static class RegressionLosses
{
    /// <summary>(x − y)².</summary>
    /// <param name="value">x.</param>
    /// <param name="target">y.</param>
    public static GraphValue MeanSquaredError(this GraphValue value, GraphValue target) => (value - target).Square().Mean();

    /// <summary>|x − y|.</summary>
    /// <param name="value">x.</param>
    /// <param name="target">y.</param>
    public static GraphValue MeanAbsoluteError(this GraphValue value, GraphValue target) => (value - target).Abs().Mean();

    /// <summary>(x − y)² / (2 β) where |x − y| &lt; β, else |x − y| − β / 2 (smooth L1; P. Huber, 1964).</summary>
    /// <param name="value">x.</param>
    /// <param name="target">y.</param>
    /// <param name="beta">β.</param>
    public static GraphValue SmoothL1(this GraphValue value, GraphValue target, float beta = 1)
    {
        GraphValue difference = value - target, size = difference.Abs();
        return size.Less(difference.Graph.Constant(beta)).Where(difference.Square() * (0.5f / beta), size - (0.5f * beta)).Mean();
    }

    /// <summary>1 − cosine of two vectors, the mean over rows.</summary>
    /// <param name="value">[N, D].</param>
    /// <param name="target">[N, D].</param>
    public static GraphValue CosineDistance(this GraphValue value, GraphValue target)
    {
        ArgumentNullException.ThrowIfNull(value);
        GraphValue cosine = (value.L2Normalize(epsilon: 1e-8f) * target.L2Normalize(epsilon: 1e-8f)).Sum([-1]);
        return (value.Graph.Constant(1f) - cosine).Mean();
    }
}
