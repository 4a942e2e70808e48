using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>The next word of a caption, by its logits; never padding, the unknown word or the begin token.</summary>
internal static class WordChoice
{
    /// <summary>The likeliest.</summary>
    public static int Likeliest(ReadOnlySpan<float> logits) =>
        CaptionTokens.End + TensorPrimitives.IndexOfMax(logits[CaptionTokens.End..]);

    /// <summary>The same logits in a graph, as <see cref="Drawn"/> takes them: their softmax is what is drawn from.</summary>
    /// <param name="logits">[…, words].</param>
    /// <param name="temperature">The temperature.</param>
    public static GraphValue Drawable(GraphValue logits, float temperature)
    {
        float[] never = new float[logits.Shape[^1].Size];
        never.AsSpan(0, CaptionTokens.End).Fill(Attention.Masked);
        return (logits / temperature) + logits.Graph.Constant(never, never.Length);
    }

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
