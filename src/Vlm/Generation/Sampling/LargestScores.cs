using System.Numerics;

namespace Vlm.Generation;

/// <summary>Finds how large the largest scores are without sorting them all.</summary>
internal static class LargestScores
{
    /// <summary>The k-th largest value; minus infinity where there are fewer.</summary>
    /// <param name="scores">The values.</param>
    /// <param name="heap">[k], overwritten: the k largest as a heap, the smallest of them on top.</param>
    public static float Last(ReadOnlySpan<float> scores, Span<float> heap)
    {
        heap.Fill(float.NegativeInfinity);
        int i = 0;
        for (; i <= scores.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            // Nearly all blocks hold nothing larger than the smallest that is kept, which one comparison tells.
            if (Vector.GreaterThanAny(new Vector<float>(scores[i..]), new Vector<float>(heap[0])))
            {
                Offer(scores.Slice(i, Vector<float>.Count), heap);
            }
        }

        Offer(scores[i..], heap);
        return heap[0];
    }

    private static void Offer(ReadOnlySpan<float> scores, Span<float> heap)
    {
        foreach (float score in scores)
        {
            if (score > heap[0])
            {
                Replace(heap, score);
            }
        }
    }

    private static void Replace(Span<float> heap, float score)
    {
        int at = 0;
        while (true)
        {
            int child = (2 * at) + 1;
            if (child + 1 < heap.Length && heap[child + 1] < heap[child])
            {
                child++;
            }

            if (child >= heap.Length || heap[child] >= score)
            {
                heap[at] = score;
                return;
            }

            heap[at] = heap[child];
            at = child;
        }
    }
}
