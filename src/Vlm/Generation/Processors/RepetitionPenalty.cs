using System.Buffers;

namespace Vlm.Generation;

/// <summary>Divides the positive scores of ids that stand in prompt or text by a penalty and multiplies the negative ones with it, once for each id (CTRL, Keskar et al., 2019).</summary>
internal sealed class RepetitionPenalty(float penalty) : ILogitsProcessor
{
    public void Process(in LogitsContext context, Span<float> scores)
    {
        // All scores are read before one is written, so that an id that occurs twice is penalised once.
        ReadOnlySpan<int> ids = context.Ids;
        float[] rented = ArrayPool<float>.Shared.Rent(ids.Length);
        for (int i = 0; i < ids.Length; i++)
        {
            float score = Contains(scores, ids[i]) ? scores[ids[i]] : 0;
            rented[i] = score < 0 ? score * penalty : score / penalty;
        }

        for (int i = 0; i < ids.Length; i++)
        {
            if (Contains(scores, ids[i]))
            {
                scores[ids[i]] = rented[i];
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    // A prompt may hold ids, such as those of pictures, for which the decoder has no logit.
    private static bool Contains(Span<float> scores, int id) => (uint)id < (uint)scores.Length;
}
