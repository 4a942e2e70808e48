namespace Vlm.Training;

/// <summary>
/// The exported file: one caption a picture, [B, T, D], after P tokens whose keys and values are fed back. Gives the keys and
/// values of all P + T tokens.
/// </summary>
internal sealed class CachedLayout(IReadOnlyList<(GraphValue Key, GraphValue Value)> past, GraphValue mask, int heads) : IDecoderLayout
{
    private readonly List<(GraphValue Key, GraphValue Value)> _present = [];

    /// <summary>The keys and values of each layer, [B, heads, P + T, size].</summary>
    public IReadOnlyList<(GraphValue Key, GraphValue Value)> Present => _present;

    public GraphValue AttendToTokens(int layer, GraphValue query, GraphValue key, GraphValue value)
    {
        GraphValue keys = SelectionOperators.Concat(2, past[layer].Key, Attention.SplitHeads(key, heads));
        GraphValue values = SelectionOperators.Concat(2, past[layer].Value, Attention.SplitHeads(value, heads));
        _present.Add((keys, values));
        return Attention.MergeHeads(Attention.ScaledDotProduct(Attention.SplitHeads(query, heads), keys, values, mask));
    }

    public GraphValue AttendToPicture(GraphValue query, GraphValue key, GraphValue value) =>
        Attention.MergeHeads(Attention.ScaledDotProduct(Attention.SplitHeads(query, heads), key, value));
}
