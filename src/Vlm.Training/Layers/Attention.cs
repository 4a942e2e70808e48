namespace Vlm.Training;

/// <summary>Attention (A. Vaswani et al., 2017) as functions of projected values; <see cref="LayerScope"/> has the layers with parameters.</summary>
public static class Attention
{
    /// <summary>What is added to the scores of places that must not be looked at.</summary>
    public const float Masked = -1e9f;

    /// <summary>softmax(Q K' / √d + mask) V.</summary>
    /// <param name="query">Q […, T, d].</param>
    /// <param name="key">K […, S, d].</param>
    /// <param name="value">V […, S, e].</param>
    /// <param name="mask">Added to the scores, broadcast to […, T, S]; null for none.</param>
    /// <returns>[…, T, e].</returns>
    public static GraphValue ScaledDotProduct(GraphValue query, GraphValue key, GraphValue value, GraphValue? mask = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(key);
        int[] swapped = [.. Enumerable.Range(0, key.Rank - 2), key.Rank - 1, key.Rank - 2];
        GraphValue scores = (query * (1 / MathF.Sqrt(query.Shape[^1].Size))).MatMul(key.Transpose(swapped));
        return (mask is null ? scores : scores + mask).Softmax().MatMul(value);
    }

    /// <summary>Attention of several heads over projected values: split, attend, joined again.</summary>
    /// <param name="query">[B, T, D].</param>
    /// <param name="key">[B, S, D].</param>
    /// <param name="value">[B, S, D].</param>
    /// <param name="heads">How many; D is a multiple of it.</param>
    /// <param name="mask">Added to the scores, broadcast to [B, heads, T, S]; null for none.</param>
    /// <returns>[B, T, D].</returns>
    public static GraphValue MultiHead(GraphValue query, GraphValue key, GraphValue value, int heads, GraphValue? mask = null) =>
        MergeHeads(ScaledDotProduct(SplitHeads(query, heads), SplitHeads(key, heads), SplitHeads(value, heads), mask));

    /// <summary>[B, T, D] as [B, heads, T, D / heads].</summary>
    /// <param name="value">The value.</param>
    /// <param name="heads">How many; D is a multiple of it.</param>
    public static GraphValue SplitHeads(GraphValue value, int heads)
    {
        ArgumentNullException.ThrowIfNull(value);
        long size = value.Shape[^1].Size;
        return size % heads == 0
            ? value.Reshape(0, 0, heads, size / heads).Transpose(0, 2, 1, 3)
            : throw new GraphException($"{value} cannot be split into {heads} heads: {size} is no multiple of {heads}.");
    }

    /// <summary>[B, heads, T, d] as [B, T, heads · d].</summary>
    /// <param name="value">The value.</param>
    public static GraphValue MergeHeads(GraphValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Transpose(0, 2, 1, 3).Reshape(0, 0, value.Shape[1].Size * value.Shape[3].Size);
    }

    /// <summary>A mask [1, 1, T, T] that hides what comes later.</summary>
    /// <param name="like">A value [B, T, …] that has the length.</param>
    /// <param name="maxLength">The largest T.</param>
    public static GraphValue CausalMask(GraphValue like, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(like);
        int length = like.Shape[1].IsKnown ? (int)like.Shape[1].Size : maxLength;
        float[] mask = new float[length * length];
        for (int row = 0; row < length; row++)
        {
            mask.AsSpan((row * length) + row + 1, length - row - 1).Fill(Masked);
        }

        TrainingGraph graph = like.Graph;
        GraphValue whole = graph.Constant(mask, 1, 1, length, length);
        if (like.Shape[1].IsKnown)
        {
            return whole;
        }

        GraphValue end = Positions.Count(like, 1).Reshape(1);
        return graph.Node(
            "Slice", whole, graph.Constant(GraphTensor.Longs(0, 0)), SelectionOperators.Concat(0, end, end), graph.Constant(GraphTensor.Longs(2, 3)), graph.Constant(GraphTensor.Longs(1, 1)));
    }

    /// <summary>A mask [B, 1, 1, S] that hides padding.</summary>
    /// <param name="attentionMask">Int64 [B, S]: 1 for what counts, 0 for padding.</param>
    public static GraphValue PaddingMask(GraphValue attentionMask)
    {
        ArgumentNullException.ThrowIfNull(attentionMask);
        GraphValue one = attentionMask.Graph.Constant(1f);
        return (one - attentionMask.AsNumber()).Unsqueeze(1, 2) * Masked;
    }

    /// <summary>Rotary position embedding (J. Su et al., 2021), halves rotated: x cos + rotate(x) sin with rotate(a, b) = (−b, a).</summary>
    /// <param name="value">[…, T, d].</param>
    /// <param name="cosine">[T, d].</param>
    /// <param name="sine">[T, d].</param>
    public static GraphValue Rotary(GraphValue value, GraphValue cosine, GraphValue sine)
    {
        ArgumentNullException.ThrowIfNull(value);
        long half = value.Shape[^1].Size / 2;
        IReadOnlyList<GraphValue> parts = value.Split(-1, half, half);
        return (value * cosine) + (SelectionOperators.Concat(-1, -parts[1], parts[0]) * sine);
    }
}
