namespace Vlm;

/// <summary>What a text encoder makes of a batch of texts: token states with their mask, a pooled vector, or both.</summary>
/// <remarks>The owner disposes it once the last head has run. Reading from several threads is safe.</remarks>
public sealed class TextFeatures : IDisposable
{
    /// <summary>Takes ownership of the tensors.</summary>
    /// <param name="batchSize">The number of texts, B.</param>
    /// <param name="tokens">[B,L,D], or null.</param>
    /// <param name="mask">[B,L], 1 where a token is real and 0 where it is padding; required with <paramref name="tokens"/>.</param>
    /// <param name="pooled">[B,D], or null.</param>
    public TextFeatures(int batchSize, TensorBuffer<float>? tokens = null, TensorBuffer<long>? mask = null, TensorBuffer<float>? pooled = null)
    {
        TensorShapeException.ThrowUnless(tokens, "token states", batchSize, -1, -1);
        TensorShapeException.ThrowUnless(pooled, "pooled text features", batchSize, -1);
        if (tokens is not null)
        {
            ArgumentNullException.ThrowIfNull(mask);
            TensorShapeException.ThrowUnless(mask, "token mask", batchSize, tokens.Shape[1]);
        }

        BatchSize = batchSize;
        Tokens = tokens;
        Mask = mask;
        Pooled = pooled;
    }

    /// <summary>The number of texts, B.</summary>
    public int BatchSize { get; }

    /// <summary>The states of the tokens, [B,L,D]; rows of padding are undefined. Null where the encoder gives none.</summary>
    public TensorBuffer<float>? Tokens { get; }

    /// <summary>[B,L], 1 where a token is real and 0 where it is padding. Null where there are no <see cref="Tokens"/>.</summary>
    public TensorBuffer<long>? Mask { get; }

    /// <summary>One vector a text: [B,D]. Null where the encoder gives none.</summary>
    public TensorBuffer<float>? Pooled { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Tokens?.Dispose();
        Mask?.Dispose();
        Pooled?.Dispose();
    }
}
