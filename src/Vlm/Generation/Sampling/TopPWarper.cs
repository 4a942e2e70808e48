using System.Buffers;
using System.Numerics.Tensors;

namespace Vlm.Generation;

/// <summary>
/// Leaves the fewest likeliest tokens whose probabilities come to p (nucleus sampling, Holtzman et al., 2020): a token goes where those that
/// are less likely, itself counted, come to no more than 1 - p.
/// </summary>
internal sealed class TopPWarper(float p, int least) : ILogitsProcessor
{
    public void Process(in LogitsContext context, Span<float> scores)
    {
        using TokenWeights weights = new(scores);
        float[] rented = ArrayPool<float>.Shared.Rent(scores.Length);
        Span<float> distance = rented.AsSpan(0, scores.Length);
        TensorPrimitives.Subtract(weights.Max, scores, distance);
        weights.KeepNearest(scores, distance, p, least);
        ArrayPool<float>.Shared.Return(rented);
    }
}
