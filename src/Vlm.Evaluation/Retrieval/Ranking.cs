namespace Vlm.Evaluation;

/// <summary>Items in the order of their scores. Members are thread-safe.</summary>
public static class Ranking
{
    /// <summary>The indices of the items with the highest scores, descending; of equal scores the lower index first.</summary>
    /// <param name="scores">The score of each item.</param>
    /// <param name="count">How many, 0 or more; fewer come where there are fewer items.</param>
    /// <exception cref="EvaluationException">A score is not a finite number; the index names it.</exception>
    public static int[] Top(ReadOnlySpan<float> scores, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int wrong = scores.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (wrong >= 0)
        {
            throw new EvaluationException($"The score of item {wrong} is {scores[wrong]}; every score has to be a finite number.") { Index = wrong };
        }

        float[] values = scores.ToArray();
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(order, (a, b) => values[b].CompareTo(values[a]) is not 0 and int byScore ? byScore : a.CompareTo(b));
        return order[..Math.Min(count, order.Length)];
    }
}
