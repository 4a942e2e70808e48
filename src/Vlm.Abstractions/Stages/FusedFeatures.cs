namespace Vlm;

/// <summary>Picture and text in one: what an <see cref="IFusion"/> makes and a head reads.</summary>
/// <remarks>The owner disposes it once the head has run.</remarks>
public sealed class FusedFeatures : IDisposable
{
    /// <summary>Takes ownership of the tensors.</summary>
    /// <param name="pooled">[B,F].</param>
    /// <param name="tokens">[B,L,F] for fusions that keep the sequence; otherwise null.</param>
    /// <param name="mask">[B,L], 1 where a token is real; required with <paramref name="tokens"/>.</param>
    public FusedFeatures(TensorBuffer<float> pooled, TensorBuffer<float>? tokens = null, TensorBuffer<long>? mask = null)
    {
        ArgumentNullException.ThrowIfNull(pooled);
        TensorShapeException.ThrowUnless(pooled, "fused features", -1, -1);
        if (tokens is not null)
        {
            ArgumentNullException.ThrowIfNull(mask);
            TensorShapeException.ThrowUnless(tokens, "fused tokens", pooled.Shape[0], -1, -1);
            TensorShapeException.ThrowUnless(mask, "fused mask", pooled.Shape[0], tokens.Shape[1]);
        }

        Pooled = pooled;
        Tokens = tokens;
        Mask = mask;
    }

    /// <summary>The number of pairs, B.</summary>
    public int BatchSize => (int)Pooled.Shape[0];

    /// <summary>One vector a pair: [B,F].</summary>
    public TensorBuffer<float> Pooled { get; }

    /// <summary>[B,L,F] for fusions that keep the sequence; otherwise null.</summary>
    public TensorBuffer<float>? Tokens { get; }

    /// <summary>[B,L], 1 where a token is real; null without <see cref="Tokens"/>.</summary>
    public TensorBuffer<long>? Mask { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Pooled.Dispose();
        Tokens?.Dispose();
        Mask?.Dispose();
    }
}
