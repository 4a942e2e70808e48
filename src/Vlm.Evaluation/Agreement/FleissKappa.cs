namespace Vlm.Evaluation;

/// <summary>Agreement of several raters who all rated every item, by categories without order. Pure; thread-safe.</summary>
public static class FleissKappa
{
    /// <summary>Fleiss' kappa (J. L. Fleiss, 1971): (P − Pe) / (1 − Pe), chance from the shares of the categories over all ratings.</summary>
    /// <param name="counts">Items × categories: how many raters gave that category. Every item has the same number of raters, at least 2.</param>
    /// <returns>At most 1; 0 is chance. Undefined where every rating is one category, and without items.</returns>
    /// <exception cref="EvaluationException">Rows of different lengths or sums, a negative count, or fewer than two raters; names the item.</exception>
    public static Estimate Compute(IReadOnlyList<IReadOnlyList<int>> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Count == 0)
        {
            return Estimate.Undefined("there are no items", 0);
        }

        double observed = PairAgreement(counts, out double[] totals);
        double all = totals.Sum();
        double chance = totals.Sum(total => total / all * (total / all));
        return totals.Count(total => total > 0) == 1
            ? Estimate.Undefined("every rating is one and the same category, so chance alone agrees completely", counts.Count)
            : new Estimate { Value = (observed - chance) / (1 - chance), SampleSize = counts.Count };
    }

    /// <summary>Randolph's free-marginal kappa (J. J. Randolph, 2005): the same with chance 1/categories, for raters who need not fill quotas.</summary>
    /// <param name="counts">As for <see cref="Compute"/>.</param>
    /// <returns>At most 1; 0 is chance. Undefined with a single category, and without items.</returns>
    /// <exception cref="EvaluationException">As for <see cref="Compute"/>.</exception>
    public static Estimate FreeMarginal(IReadOnlyList<IReadOnlyList<int>> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Count == 0)
        {
            return Estimate.Undefined("there are no items", 0);
        }

        double observed = PairAgreement(counts, out double[] totals);
        double chance = 1.0 / totals.Length;
        return totals.Length == 1
            ? Estimate.Undefined("there is a single category, so chance alone agrees completely", counts.Count)
            : new Estimate { Value = (observed - chance) / (1 - chance), SampleSize = counts.Count };
    }

    // The mean over items of the share of agreeing pairs of raters.
    private static double PairAgreement(IReadOnlyList<IReadOnlyList<int>> counts, out double[] totals)
    {
        int categories = counts[0].Count;
        int raters = counts[0].Sum();
        totals = new double[categories];
        double sum = 0;
        for (int item = 0; item < counts.Count; item++)
        {
            RatingErrors.ThrowIfNotCounts(counts[item], item, categories, raters);
            double pairs = 0;
            for (int category = 0; category < categories; category++)
            {
                double count = counts[item][category];
                totals[category] += count;
                pairs += count * (count - 1);
            }

            sum += pairs / ((double)raters * (raters - 1));
        }

        return sum / counts.Count;
    }
}
