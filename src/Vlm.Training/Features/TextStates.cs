using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>The token states that a frozen text encoder made of texts, in memory as half-precision numbers. Reading is thread-safe.</summary>
internal sealed class TextStates
{
    private const int BatchSize = 32;

    private readonly Half[][] _states;

    public TextStates(int width, Half[][] states) => (Width, _states) = (width, states);

    /// <summary>Numbers of each token.</summary>
    public int Width { get; }

    public int Count => _states.Length;

    /// <summary>Encodes texts once, those of like length together.</summary>
    public static TextStates Encode(ITextEncoder encoder, ITokenizer tokenizer, IReadOnlyList<string> texts, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        int width = encoder.OutputSizes.Sequence ?? throw new TrainingException("The text encoder gives no token states; these heads look at single words. Use a model whose text encoder gives last_hidden_state.");
        Half[][] states = new Half[texts.Count][];
        int done = 0;
        foreach (int[] batch in Enumerable.Range(0, texts.Count).OrderBy(i => texts[i].Length).Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using TokenIds tokens = tokenizer.Encode([.. batch.Select(i => texts[i])]);
            using TextFeatures features = encoder.Encode(tokens, cancellationToken);
            for (int row = 0; row < batch.Length; row++)
            {
                int count = TensorPrimitives.Sum<long>(features.Mask!.Row(row)) is var sum and > 0 ? (int)sum : 1;
                Half[] own = new Half[count * width];
                TensorPrimitives.ConvertToHalf(features.Tokens!.Row(row)[..own.Length], own);
                states[batch[row]] = own;
            }

            progress?.Report(done += batch.Length);
        }

        return new TextStates(width, states);
    }

    /// <summary>How many tokens a text has.</summary>
    public int LengthOf(int text) => _states[text].Length / Width;

    public void Copy(int text, Span<float> destination) => TensorPrimitives.ConvertToSingle(_states[text], destination);

    /// <summary>States [M, L, D] and mask [M, L] of some texts, padded to the longest.</summary>
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
}
