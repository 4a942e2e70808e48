namespace Vlm.Training;

/// <summary>Normalizations. Each adds nodes to the value's graph.</summary>
public static class NormalizationOperators
{
    /// <summary>(x − mean) / √(variance + ε) · scale + bias over the axes from one on (J. Ba et al., 2016).</summary>
    /// <param name="value">x.</param>
    /// <param name="scale">The shape of the normalized axes.</param>
    /// <param name="bias">The same shape; null for none.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="axis">The first normalized axis.</param>
    public static GraphValue LayerNormalization(this GraphValue value, GraphValue scale, GraphValue? bias = null, float epsilon = 1e-5f, int axis = -1)
    {
        ArgumentNullException.ThrowIfNull(value);
        NodeAttributes attributes = NodeAttributes.Of("axis", (long)axis).With("epsilon", epsilon);
        GraphValue?[] inputs = bias is null ? [value, scale] : [value, scale, bias];

        // The statistics are outputs too: the gradient reads them instead of computing them again.
        return value.Graph.Emit("LayerNormalization", "", attributes, 3, inputs)[0];
    }

    /// <summary>x / √(mean of x² + ε) · scale along the last axis (B. Zhang and R. Sennrich, 2019).</summary>
    /// <param name="value">x.</param>
    /// <param name="scale">[size of the last axis].</param>
    /// <param name="epsilon">ε.</param>
    public static GraphValue RmsNormalization(this GraphValue value, GraphValue scale, float epsilon = 1e-6f)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value / (value.Square().Mean([-1], keepDims: true) + epsilon).Sqrt() * scale;
    }

    /// <summary>x / max(‖x‖, ε) along an axis.</summary>
    /// <param name="value">x.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="epsilon">ε, against a division by 0.</param>
    public static GraphValue L2Normalize(this GraphValue value, int axis = -1, float epsilon = 1e-12f)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value / value.Norm([axis], keepDims: true).Clip(epsilon, null);
    }

    /// <summary>
    /// Normalization over a batch, channel by channel (S. Ioffe and C. Szegedy, 2015), with the batch's own statistics. In
    /// exported graphs use <see cref="BatchNormalization(GraphValue, GraphValue, GraphValue, GraphValue, GraphValue, float)"/> with the running ones.
    /// </summary>
    /// <param name="value">x [B, C, …].</param>
    /// <param name="scale">[C].</param>
    /// <param name="bias">[C].</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="mean">The batch's mean [C], for running statistics.</param>
    /// <param name="variance">The batch's variance [C], divided by n.</param>
    public static GraphValue BatchNormalizationTrain(this GraphValue value, GraphValue scale, GraphValue bias, float epsilon, out GraphValue mean, out GraphValue variance)
    {
        ArgumentNullException.ThrowIfNull(value);
        int[] axes = [.. Enumerable.Range(0, value.Rank).Where(axis => axis != 1)];
        GraphValue average = value.Mean(axes, keepDims: true);
        GraphValue centered = value - average;
        GraphValue spread = centered.Square().Mean(axes, keepDims: true);
        mean = average.Squeeze(axes);
        variance = spread.Squeeze(axes);
        return (centered / (spread + epsilon).Sqrt() * PerChannel(value, scale)) + PerChannel(value, bias);
    }

    /// <summary>Batch normalization with given statistics.</summary>
    /// <param name="value">x [B, C, …].</param>
    /// <param name="scale">[C].</param>
    /// <param name="bias">[C].</param>
    /// <param name="mean">[C].</param>
    /// <param name="variance">[C].</param>
    /// <param name="epsilon">ε.</param>
    public static GraphValue BatchNormalization(this GraphValue value, GraphValue scale, GraphValue bias, GraphValue mean, GraphValue variance, float epsilon = 1e-5f)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Graph.Node("BatchNormalization", NodeAttributes.Of("epsilon", epsilon), value, scale, bias, mean, variance);
    }

    /// <summary>Normalization within groups of channels (Y. Wu and K. He, 2018).</summary>
    /// <param name="value">x [B, C, …].</param>
    /// <param name="scale">[C].</param>
    /// <param name="bias">[C].</param>
    /// <param name="groups">How many groups; C is a multiple of it.</param>
    /// <param name="epsilon">ε.</param>
    public static GraphValue GroupNormalization(this GraphValue value, GraphValue scale, GraphValue bias, int groups, float epsilon = 1e-5f)
    {
        ArgumentNullException.ThrowIfNull(value);
        GraphValue grouped = value.Reshape(0, groups, -1);
        GraphValue centered = grouped - grouped.Mean([2], keepDims: true);
        GraphValue normalized = centered / (centered.Square().Mean([2], keepDims: true) + epsilon).Sqrt();
        return (normalized.ReshapeLike(value) * PerChannel(value, scale)) + PerChannel(value, bias);
    }

    /// <summary>Normalization of each channel of each item over its cells (D. Ulyanov et al., 2016).</summary>
    /// <param name="value">x [B, C, …].</param>
    /// <param name="scale">[C].</param>
    /// <param name="bias">[C].</param>
    /// <param name="epsilon">ε.</param>
    public static GraphValue InstanceNormalization(this GraphValue value, GraphValue scale, GraphValue bias, float epsilon = 1e-5f)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Graph.Node("InstanceNormalization", NodeAttributes.Of("epsilon", epsilon), value, scale, bias);
    }

    /// <summary>A vector [C] so that it is broadcast along axis 1 of a value.</summary>
    internal static GraphValue PerChannel(GraphValue value, GraphValue vector) =>
        value.Rank == 2 ? vector : vector.Unsqueeze([.. Enumerable.Range(1, value.Rank - 2)]);
}
