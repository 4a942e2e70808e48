using System.Buffers;

namespace Vlm.Generation;

/// <summary>
/// Leaves the tokens whose surprise -ln p is nearest to its expectation, the entropy, as many as come to a probability (locally typical
/// sampling, Meister et al., 2022).
/// </summary>
internal sealed class TypicalWarper(float mass, int least) : ILogitsProcessor
{
    public void Process(in LogitsContext context, Span<float> scores)
    {
        using TokenWeights weights = new(scores);
        float[] rented = ArrayPool<float>.Shared.Rent(scores.Length);
        Span<float> distance = rented.AsSpan(0, scores.Length);
        double entropy = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            distance[i] = (float)(weights.LogTotal - scores[i]);
            entropy += weights[i] > 0 ? weights[i] / weights.Total * distance[i] : 0;
        }

        for (int i = 0; i < distance.Length; i++)
        {
            distance[i] = float.IsFinite(distance[i]) ? (float)Math.Abs(distance[i] - entropy) : float.PositiveInfinity;
        }

        weights.KeepNearest(scores, distance, mass, least);
        ArrayPool<float>.Shared.Return(rented);
    }
}
