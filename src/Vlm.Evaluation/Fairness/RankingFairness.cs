namespace Vlm.Evaluation;

/// <summary>How a ranking's top differs from a desired mixture of groups (S. C. Geyik, S. Ambler, K. Kenthapadi, KDD 2019). Pure; thread-safe.</summary>
public static class RankingFairness
{
    /// <summary>skew@k of each group: ln(share of the group in the first k / desired share), with 1/k where the group is absent.</summary>
    /// <param name="ranking">The group of each item, 0 to G − 1, best item first.</param>
    /// <param name="desired">The desired share of each of the G groups; above 0, sum 1.</param>
    /// <param name="k">How many items of the top count: 1 to the number of items.</param>
    /// <returns>One skew a group, natural logarithm: above 0 the group is over-represented. MaxSkew is the largest, MinSkew the smallest.</returns>
    /// <exception cref="EvaluationException">A group is out of range or a desired share is not above 0.</exception>
    public static double[] SkewAt(ReadOnlySpan<int> ranking, ReadOnlySpan<double> desired, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, ranking.Length);
        CheckShares(desired);
        var counts = new int[desired.Length];
        for (int i = 0; i < k; i++)
        {
            RatingErrors.ThrowIfNotCategory(ranking[i], desired.Length, i);
            counts[ranking[i]]++;
        }

        var skews = new double[desired.Length];
        for (int group = 0; group < skews.Length; group++)
        {
            // The logarithm of no share at all would hide how small k is; the published code takes one item's share instead.
            skews[group] = Math.Log(Math.Max(counts[group], 1) / (double)k / desired[group]);
        }

        return skews;
    }

    /// <summary>Normalised discounted cumulative KL divergence: Σ KL(groups of the top i ‖ desired) / log2(i+1), over Σ 1/log2(i+1).</summary>
    /// <param name="ranking">The group of each item, 0 to G − 1, best item first; at least one.</param>
    /// <param name="desired">The desired share of each of the G groups; above 0, sum 1.</param>
    /// <returns>0 or more, natural logarithm; 0 only where every prefix has the desired mixture. A fair ranking of few items is not 0: compare it with a permutation baseline.</returns>
    /// <exception cref="EvaluationException">A group is out of range or a desired share is not above 0.</exception>
    public static double Ndkl(ReadOnlySpan<int> ranking, ReadOnlySpan<double> desired)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ranking.Length, 1);
        CheckShares(desired);
        var counts = new int[desired.Length];
        double sum = 0;
        double discounts = 0;
        for (int i = 0; i < ranking.Length; i++)
        {
            RatingErrors.ThrowIfNotCategory(ranking[i], desired.Length, i);
            counts[ranking[i]]++;
            double divergence = 0;
            for (int group = 0; group < counts.Length; group++)
            {
                double share = counts[group] / (double)(i + 1);
                divergence += share > 0 ? share * Math.Log(share / desired[group]) : 0;
            }

            double discount = 1 / Math.Log2(i + 2);
            sum += divergence * discount;
            discounts += discount;
        }

        return sum / discounts;
    }

    /// <summary>The groups in the order of their items' scores: descending, equal scores in the order given.</summary>
    /// <param name="scores">One score an item; finite.</param>
    /// <param name="groups">The group of each item.</param>
    /// <returns>The groups, best item first: what the other functions take.</returns>
    /// <exception cref="EvaluationException">The lists differ in length, or a score is not finite.</exception>
    public static int[] Rank(ReadOnlySpan<double> scores, ReadOnlySpan<int> groups)
    {
        RatingErrors.ThrowIfLengthsDiffer(scores.Length, groups.Length);
        double[] keys = scores.ToArray();
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        for (int i = 0; i < keys.Length; i++)
        {
            RatingErrors.ThrowIfNotFinite(keys[i], 0, i);
        }

        Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[b].CompareTo(keys[a]) : a.CompareTo(b));
        var ranked = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            ranked[i] = groups[order[i]];
        }

        return ranked;
    }

    private static void CheckShares(ReadOnlySpan<double> desired)
    {
        double sum = 0;
        foreach (double share in desired)
        {
            if (!(share > 0))
            {
                throw new EvaluationException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                    $"A desired share is {share}; every group needs one above 0. Leave out groups without items."));
            }

            sum += share;
        }

        if (Math.Abs(sum - 1) > 1e-6)
        {
            throw new EvaluationException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The desired shares sum to {sum}; they have to sum to 1."));
        }
    }
}
