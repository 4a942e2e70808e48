namespace Vlm.Training;

/// <summary>
/// The two towers of a retrieval head. Each weighs cells or tokens by learned weights, one set a head, and adds what it makes of
/// that to what it makes of their mean. Cells are reduced first.
/// </summary>
internal static class RetrievalTowers
{
    /// <summary>The layer that reduces cells.</summary>
    public const string Reduction = "image.cells";

    /// <summary>The logarithm of what similarities are multiplied by in the loss.</summary>
    public const string LogScale = "log_scale";

    /// <summary>Pictures into the joint space.</summary>
    /// <param name="layers">Where parameters live.</param>
    /// <param name="rows">[B, cells, D].</param>
    /// <param name="settings">The sizes.</param>
    /// <returns>[B, E], of norm 1.</returns>
    public static GraphValue Image(LayerScope layers, GraphValue rows, RetrievalSettings settings)
    {
        LayerScope image = layers.Inner("image");
        GraphValue cells = image.LayerNormalization(layers.Linear(rows, Reduction, settings.Width), "norm");
        return Embed(image, cells, cells.Mean([1]), null, settings);
    }

    /// <summary>Texts into the joint space.</summary>
    /// <param name="layers">Where parameters live.</param>
    /// <param name="states">[B, L, D].</param>
    /// <param name="mask">Int64 [B, L].</param>
    /// <param name="settings">The sizes.</param>
    /// <returns>[B, E], of norm 1.</returns>
    public static GraphValue Text(LayerScope layers, GraphValue states, GraphValue mask, RetrievalSettings settings)
    {
        LayerScope text = layers.Inner("text");
        GraphValue tokens = text.LayerNormalization(states, "norm");
        return Embed(text, tokens, Mean(tokens, mask), Attention.PaddingMask(mask).Squeeze(1), settings);
    }

    /// <summary>The mean of what is no padding.</summary>
    /// <param name="tokens">[B, L, D].</param>
    /// <param name="mask">Int64 [B, L].</param>
    /// <returns>[B, D].</returns>
    public static GraphValue Mean(GraphValue tokens, GraphValue mask)
    {
        GraphValue counts = mask.AsNumber().Unsqueeze(2);
        return (tokens * counts).Sum([1]) / counts.Sum([1]);
    }

    private static GraphValue Embed(LayerScope layers, GraphValue rows, GraphValue mean, GraphValue? mask, RetrievalSettings settings)
    {
        float dropout = (float)settings.Dropout;
        GraphValue scores = layers.Linear(rows, "weights", settings.PoolingHeads).Transpose(0, 2, 1);
        GraphValue weights = (mask is null ? scores : scores + mask).Softmax().Unsqueeze(2);
        GraphValue values = layers.Linear(rows, "values", settings.PooledWidth);
        GraphValue pooled = weights.MatMul(Attention.SplitHeads(values, settings.PoolingHeads)).Reshape(0, settings.PooledWidth);
        GraphValue seen = layers.Linear(pooled.Gelu().Dropout(dropout), "pooled", settings.EmbeddingSize);
        return (seen + layers.Linear(mean.Dropout(dropout), "mean", settings.EmbeddingSize)).L2Normalize();
    }
}
