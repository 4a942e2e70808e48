namespace Vlm.Composition;

/// <summary>From scores over labels to the best of them.</summary>
internal static class Ranking
{
    /// <summary>The indices of the highest scores, best first; of equal ones the earlier.</summary>
    public static int[] Top(ReadOnlySpan<float> scores, int count)
    {
        int[] order = new int[scores.Length];
        float[] keys = new float[scores.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
            keys[i] = -scores[i];
        }

        Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
        return order.Length <= count ? order : order[..count];
    }
}
