namespace Vlm.Generation;

/// <summary>Ways to make tokens impossible.</summary>
internal static class Forbidding
{
    public static void Forbid(this Span<float> scores, ReadOnlySpan<int> ids)
    {
        foreach (int id in ids)
        {
            scores[id] = float.NegativeInfinity;
        }
    }

    /// <summary>Leaves these tokens only, all with score 0, as transformers' forcing processors do.</summary>
    public static void Force(this Span<float> scores, params ReadOnlySpan<int> ids)
    {
        scores.Fill(float.NegativeInfinity);
        foreach (int id in ids)
        {
            scores[id] = 0;
        }
    }
}
