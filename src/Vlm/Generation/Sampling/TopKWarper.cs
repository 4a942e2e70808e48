using System.Buffers;

namespace Vlm.Generation;

/// <summary>Leaves the k likeliest tokens, and those that are as likely as the last of them.</summary>
internal sealed class TopKWarper(int count) : ILogitsProcessor
{
    public void Process(in LogitsContext context, Span<float> scores)
    {
        if (count < scores.Length)
        {
            float[] heap = ArrayPool<float>.Shared.Rent(count);
            Leave(scores, LargestScores.Last(scores, heap.AsSpan(0, count)));
            ArrayPool<float>.Shared.Return(heap);
        }
    }

    /// <summary>Forbids all below a threshold.</summary>
    public static void Leave(Span<float> scores, float threshold)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = scores[i] < threshold ? float.NegativeInfinity : scores[i];
        }
    }
}
