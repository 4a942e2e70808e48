namespace Vlm.Training;

/// <summary>
/// The two towers of a retrieval head. Each maps cells or tokens by a linear layer, pools them by learned weights (one set a
/// head) beside their mean, and maps both into the joint space.
/// </summary>
internal static class RetrievalTowers
{
    /// <summary>Pictures into the joint space.</summary>
    /// <param name="layers">Where parameters live.</param>
    /// <param name="rows">[B, cells, D].</param>
    /// <param name="settings">The sizes.</param>
    /// <returns>[B, E], of norm 1.</returns>
    public static GraphValue Image(LayerScope layers, GraphValue rows, RetrievalSettings settings)
    {
        LayerScope image = layers.Inner("image");
        GraphValue cells = image.LayerNormalization(image.Linear(rows, "cells", settings.Width), "norm");
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
        GraphValue tokens = text.LayerNormalization(text.Linear(states, "tokens", settings.TextWidth), "norm");
        GraphValue counts = mask.AsNumber().Unsqueeze(2);
        GraphValue mean = (tokens * counts).Sum([1]) / counts.Sum([1]);
        return Embed(text, tokens, mean, Attention.PaddingMask(mask).Squeeze(1), settings);
    }

    private static GraphValue Embed(LayerScope layers, GraphValue rows, GraphValue mean, GraphValue? mask, RetrievalSettings settings)
    {
        long width = rows.Shape[^1].Size;
        GraphValue scores = layers.Linear(rows, "weights", settings.PoolingHeads).Transpose(0, 2, 1);
        GraphValue weights = (mask is null ? scores : scores + mask).Softmax().Unsqueeze(2);
        GraphValue pooled = weights.MatMul(Attention.SplitHeads(rows, settings.PoolingHeads)).Reshape(0, width);
        GraphValue both = SelectionOperators.Concat(-1, pooled, mean).Dropout((float)settings.Dropout);
        return layers.Linear(both, "projection", settings.EmbeddingSize).L2Normalize();
    }
}
