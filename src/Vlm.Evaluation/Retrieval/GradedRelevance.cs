namespace Vlm.Evaluation;

/// <summary>nDCG of one query whose items are right by degrees (Järvelin and Kekäläinen 2002; exponential gain by Burges et al. 2005). Members are thread-safe.</summary>
public static class GradedRelevance
{
    /// <summary>nDCG up to k; equal scores by the lower index. 0 where no item gains anything.</summary>
    /// <param name="scores">The score of each item; higher is better.</param>
    /// <param name="gains">How right each item is, 0 or more.</param>
    /// <param name="k">The cut, 1 or more.</param>
    /// <param name="exponential">Whether an item gains 2 to the power of its gain, less 1, instead of the gain itself.</param>
    /// <exception cref="EvaluationException">A score is not a finite number, or a gain is below 0.</exception>
    /// <exception cref="ArgumentException">There are not as many gains as scores.</exception>
    public static double Ndcg(ReadOnlySpan<float> scores, ReadOnlySpan<long> gains, int k, bool exponential = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        if (scores.Length != gains.Length)
        {
            throw new ArgumentException($"There are {scores.Length} scores and {gains.Length} gains; every item has one of each.");
        }

        if (gains.ContainsAnyExceptInRange(0, 1000))
        {
            throw new EvaluationException("A gain lies between 0 and 1000.");
        }

        int[] order = Ranking.Top(scores, scores.Length);
        long[] ideal = gains.ToArray();
        Array.Sort(ideal);
        double gained = 0, possible = 0;
        for (int i = 0; i < Math.Min(k, order.Length); i++)
        {
            double discount = Math.Log2(i + 2);
            gained += Gain(gains[order[i]]) / discount;
            possible += Gain(ideal[^(i + 1)]) / discount;
        }

        return possible == 0 ? 0 : gained / possible;

        double Gain(long gain) => exponential ? Math.Pow(2, gain) - 1 : gain;
    }
}
