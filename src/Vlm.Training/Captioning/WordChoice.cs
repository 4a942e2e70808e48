using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>The next word of a caption, by its logits; never padding, the unknown word or the begin token.</summary>
internal static class WordChoice
{
    /// <summary>The likeliest.</summary>
    public static int Likeliest(ReadOnlySpan<float> logits) =>
        CaptionVocabulary.End + TensorPrimitives.IndexOfMax(logits[CaptionVocabulary.End..]);

    /// <summary>One drawn by softmax(logits) over the words that may be written.</summary>
    /// <param name="logits">The logits, which are overwritten.</param>
    /// <param name="at">A random number of at least 0, below 1.</param>
    public static int Drawn(Span<float> logits, double at)
    {
        Span<float> weights = logits[CaptionVocabulary.End..];
        TensorPrimitives.Subtract(weights, TensorPrimitives.Max<float>(weights), weights);
        TensorPrimitives.Exp(weights, weights);
        double left = at * TensorPrimitives.Sum<float>(weights);
        int last = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            left -= weights[i];
            last = weights[i] > 0 ? i : last;
            if (left < 0)
            {
                return CaptionVocabulary.End + i;
            }
        }

        return CaptionVocabulary.End + last;
    }
}
