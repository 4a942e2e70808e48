namespace Vlm.Training;

/// <summary>The token states that a frozen text encoder made of texts. Reading is thread-safe.</summary>
internal abstract class TextStates : IDisposable
{
    /// <summary>Numbers of each token.</summary>
    public abstract int Width { get; }

    /// <summary>How many tokens a text has.</summary>
    /// <param name="text">The text's number.</param>
    public abstract int LengthOf(int text);

    /// <summary>Copies the states of a text's tokens, one after another.</summary>
    /// <param name="text">The text's number.</param>
    /// <param name="destination">Length × width numbers.</param>
    public abstract void Copy(int text, Span<float> destination);

    /// <summary>States [M, L, D] and mask [M, L] of some texts, padded to the longest.</summary>
    /// <param name="texts">The texts' numbers.</param>
    public (TensorBuffer<float> States, TensorBuffer<long> Mask) Batch(IReadOnlyList<int> texts)
    {
        int length = texts.Max(LengthOf), row = length * Width;
        float[] states = new float[texts.Count * row];
        long[] mask = new long[texts.Count * length];
        Parallel.For(0, texts.Count, i =>
        {
            int own = LengthOf(texts[i]);
            Copy(texts[i], states.AsSpan(i * row, own * Width));
            mask.AsSpan(i * length, own).Fill(1);
        });
        return (new TensorBuffer<float>(states, [texts.Count, length, Width]), new TensorBuffer<long>(mask, [texts.Count, length]));
    }

    /// <inheritdoc/>
    public abstract void Dispose();
}
