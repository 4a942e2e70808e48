namespace Vlm.Training;

/// <summary>
/// Training: the tokens of all captions as one list [N, D]; for attention the captions of a picture stand one after another
/// [pictures, M, D], and a mask keeps them apart. Nothing but attention is computed for padding, and a picture's rows are
/// projected once for all of its captions.
/// </summary>
internal sealed class PackedLayout(Rearrangement rows, GraphValue mask, int heads) : IDecoderLayout
{
    public GraphValue AttendToTokens(int layer, GraphValue query, GraphValue key, GraphValue value) =>
        rows.Pack(Attention.MultiHead(rows.Pad(query), rows.Pad(key), rows.Pad(value), heads, mask));

    public GraphValue AttendToPicture(GraphValue query, GraphValue key, GraphValue value) =>
        rows.Pack(Attention.MergeHeads(Attention.ScaledDotProduct(Attention.SplitHeads(rows.Pad(query), heads), key, value)));
}
