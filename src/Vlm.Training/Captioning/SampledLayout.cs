namespace Vlm.Training;

/// <summary>
/// Drawing captions while training: one new token of each of S captions a picture, [pictures, S, D], after tokens whose keys
/// and values [pictures · S, heads, P, size] are fed back. A picture's own keys and values are computed once.
/// </summary>
internal sealed class SampledLayout(IReadOnlyList<(GraphValue Key, GraphValue Value)> past, int heads) : IDecoderLayout
{
    private readonly List<(GraphValue Key, GraphValue Value)> _present = [];

    /// <summary>The keys and values of each layer, [pictures · S, heads, P + 1, size].</summary>
    public IReadOnlyList<(GraphValue Key, GraphValue Value)> Present => _present;

    public GraphValue AttendToTokens(int layer, GraphValue query, GraphValue key, GraphValue value)
    {
        GraphValue keys = SelectionOperators.Concat(2, past[layer].Key, Each(key));
        GraphValue values = SelectionOperators.Concat(2, past[layer].Value, Each(value));
        _present.Add((keys, values));
        return Attention.ScaledDotProduct(Each(query), keys, values).ReshapeLike(query);
    }

    public GraphValue AttendToPicture(GraphValue query, GraphValue key, GraphValue value) =>
        Attention.MergeHeads(Attention.ScaledDotProduct(Attention.SplitHeads(query, heads), key, value));

    // [pictures, S, D] → [pictures · S, heads, 1, size].
    private GraphValue Each(GraphValue states) => states.Reshape(-1, heads, 1, states.Shape[^1].Size / heads);
}
