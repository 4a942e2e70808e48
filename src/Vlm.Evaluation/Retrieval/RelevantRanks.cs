namespace Vlm.Evaluation;

/// <summary>The ranks that the right items of one query reach, and the figures that follow from them.</summary>
public sealed class RelevantRanks
{
    private readonly double[] _ranks;

    /// <param name="ranks">The ranks, ascending; kept.</param>
    internal RelevantRanks(double[] ranks) => _ranks = ranks;

    /// <summary>The ranks of the right items, from 1, ascending; halves under <see cref="TieRule.Mean"/>.</summary>
    public IReadOnlyList<double> Ranks => _ranks;

    /// <summary>The rank of the best right item.</summary>
    public double Best => _ranks[0];

    /// <summary>The mean over the right items of the precision at their rank (average precision).</summary>
    public double AveragePrecision
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < _ranks.Length; i++)
            {
                sum += (i + 1) / _ranks[i];
            }

            return sum / _ranks.Length;
        }
    }

    /// <summary>The share of right items among as many first ones as there are right ones (R-precision).</summary>
    public double RPrecision => Recall(_ranks.Length);

    /// <summary>Ranks the right items of one query.</summary>
    /// <param name="scores">The score of each item; higher is better.</param>
    /// <param name="relevant">The indices of the right items, ascending, each once; one or more.</param>
    /// <param name="ties">Where a right item stands among wrong ones with the same score. Among right ones the lower index stands first.</param>
    /// <exception cref="EvaluationException">A score is not a finite number; the index names it.</exception>
    /// <exception cref="ArgumentException">No item is right, or an index is out of range or out of order.</exception>
    public static RelevantRanks Of(ReadOnlySpan<float> scores, ReadOnlySpan<int> relevant, TieRule ties = TieRule.Pessimistic)
    {
        Check(scores, relevant);
        double[] ranks = new double[relevant.Length];
        int[] order = relevant.ToArray();
        float[] keys = new float[order.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = -scores[order[i]];
        }

        // The sort is not stable: equal scores are brought back into the order of their indices.
        Array.Sort(keys, order);
        SortTies(keys, order);
        for (int i = 0; i < order.Length; i++)
        {
            ranks[i] = i + 1 + WrongBefore(scores, relevant, order[i], ties);
        }

        return new RelevantRanks(ranks);
    }

    /// <summary>The share of right items whose rank is at most k.</summary>
    /// <param name="k">The cut, 1 or more.</param>
    public double Recall(int k) => (double)_ranks.Count(rank => rank <= k) / _ranks.Length;

    /// <summary>Discounted cumulative gain up to k over the best possible one; every right item gains 1, discounted by the logarithm of its rank (Järvelin and Kekäläinen 2002).</summary>
    /// <param name="k">The cut, 1 or more.</param>
    public double Ndcg(int k)
    {
        double gained = 0, possible = 0;
        for (int i = 0; i < _ranks.Length; i++)
        {
            gained += _ranks[i] <= k ? 1 / Math.Log2(_ranks[i] + 1) : 0;
            possible += i < k ? 1 / Math.Log2(i + 2) : 0;
        }

        return gained / possible;
    }

    private static double WrongBefore(ReadOnlySpan<float> scores, ReadOnlySpan<int> relevant, int own, TieRule ties)
    {
        float score = scores[own];
        int better = 0, tied = 0, tiedBefore = 0, next = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (next < relevant.Length && relevant[next] == i)
            {
                next++;
            }
            else if (scores[i] > score)
            {
                better++;
            }
            else if (scores[i] == score)
            {
                tied++;
                tiedBefore += i < own ? 1 : 0;
            }
        }

        return better + (ties switch { TieRule.Pessimistic => tied, TieRule.Optimistic => 0, TieRule.Mean => tied / 2.0, _ => tiedBefore });
    }

    private static void SortTies(float[] keys, int[] order)
    {
        for (int start = 0; start < keys.Length;)
        {
            int end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            order.AsSpan(start, end - start).Sort();
            start = end;
        }
    }

    private static void Check(ReadOnlySpan<float> scores, ReadOnlySpan<int> relevant)
    {
        if (relevant.Length == 0)
        {
            throw new ArgumentException("No item is right; a query without one has no rank.", nameof(relevant));
        }

        for (int i = 0; i < relevant.Length; i++)
        {
            if (relevant[i] < 0 || relevant[i] >= scores.Length || (i > 0 && relevant[i] <= relevant[i - 1]))
            {
                throw new ArgumentException($"The right item {relevant[i]} is out of range or out of order; there are {scores.Length} items, and right ones are given ascending, each once.", nameof(relevant));
            }
        }

        int wrong = scores.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (wrong >= 0)
        {
            throw new EvaluationException($"The score of item {wrong} is {scores[wrong]}; every score has to be a finite number.") { Index = wrong };
        }
    }
}
