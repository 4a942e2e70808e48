namespace Vlm.PublicApi.Tests.Toys;

/// <summary>The word of a colour points to its own axis, every other word a little to all of them.</summary>
public sealed class ToyTextEncoder : Toy, ITextEncoder
{
    private const int FirstColour = 6;

    public FeatureSizes OutputSizes { get; } = new() { Sequence = Colours, Pooled = Colours };

    public TextFeatures Encode(TokenIds tokens, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(Disposals > 0, this);
        int batch = tokens.BatchSize, length = (int)tokens.Ids.Shape[1];
        TensorBuffer<float> states = TensorBuffer.Rent<float>(batch, length, Colours), pooled = TensorBuffer.Rent<float>(batch, Colours);
        TensorBuffer<long> mask = TensorBuffer.Rent<long>(batch, length);
        tokens.AttentionMask.Span.CopyTo(mask.Span);
        pooled.Span.Clear();
        for (int i = 0; i < batch; i++)
        {
            for (int t = 0; t < length; t++)
            {
                for (int c = 0; c < Colours; c++)
                {
                    long id = tokens.Ids.Row(i)[t];
                    float state = id == FirstColour + c ? 1 : id >= FirstColour ? 0 : 0.1f;
                    states.Row(i)[(t * Colours) + c] = state;
                    pooled.Row(i)[c] += mask.Row(i)[t] * state;
                }
            }
        }

        return new TextFeatures(batch, states, mask, pooled);
    }
}
