using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>The next word of a caption, by its logits; never padding, the unknown word or the begin token.</summary>
internal static class WordChoice
{
    /// <summary>The likeliest.</summary>
    public static int Likeliest(ReadOnlySpan<float> logits) =>
        CaptionTokens.End + TensorPrimitives.IndexOfMax(logits[CaptionTokens.End..]);

    /// <summary>One drawn by softmax(logits / temperature) over the words that may be written.</summary>
    /// <param name="logits">The logits, which are overwritten.</param>
    /// <param name="temperature">Below 1, likely words are drawn more often still.</param>
    /// <param name="at">A random number of at least 0, below 1.</param>
    public static int Drawn(Span<float> logits, float temperature, double at)
    {
        Span<float> weights = logits[CaptionTokens.End..];
        TensorPrimitives.Subtract(weights, TensorPrimitives.Max<float>(weights), weights);
        TensorPrimitives.Multiply(weights, 1 / temperature, weights);
        TensorPrimitives.Exp(weights, weights);
        double left = at * TensorPrimitives.Sum<float>(weights);
        int last = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            left -= weights[i];
            last = weights[i] > 0 ? i : last;
            if (left < 0)
            {
                return CaptionTokens.End + i;
            }
        }

        return CaptionTokens.End + last;
    }
}
