using System.Buffers;
using System.Numerics.Tensors;

namespace Vlm.Generation;

/// <summary>Forbids tokens less likely than a part of the likeliest one's probability, which in logits is a distance from the largest.</summary>
internal sealed class MinPWarper(float part, int least) : ILogitsProcessor
{
    public void Process(in LogitsContext context, Span<float> scores)
    {
        float threshold = (float)(TensorPrimitives.Max(scores) + Math.Log(part));
        if (least > 1)
        {
            float[] heap = ArrayPool<float>.Shared.Rent(least);
            threshold = Math.Min(threshold, LargestScores.Last(scores, heap.AsSpan(0, least)));
            ArrayPool<float>.Shared.Return(heap);
        }

        TopKWarper.Leave(scores, threshold);
    }
}
