namespace Vlm.Evaluation;

/// <summary>Cohen's kappa: how far two raters agree beyond chance (J. Cohen, 1960; weighted: 1968). Pure; thread-safe.</summary>
public static class CohenKappa
{
    /// <summary>κ = 1 − Σ w·o / Σ w·e, with o the observed table of both raters' categories and e the table expected from their margins.</summary>
    /// <param name="first">The first rater's category of each item, 0 to <paramref name="categories"/> − 1.</param>
    /// <param name="second">The second rater's category of the same items, in the same order.</param>
    /// <param name="categories">The number of categories, at least 1.</param>
    /// <param name="weights">How much a disagreement counts.</param>
    /// <returns>At most 1; 0 is chance. Undefined where chance alone would agree completely (0/0), and without items.</returns>
    /// <exception cref="EvaluationException">The lists differ in length, or a category is out of range.</exception>
    public static Estimate Compute(ReadOnlySpan<int> first, ReadOnlySpan<int> second, int categories, KappaWeights weights = KappaWeights.Unweighted)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(categories, 1);
        RatingErrors.ThrowIfLengthsDiffer(first.Length, second.Length);
        var table = new double[categories * categories];
        var rows = new double[categories];
        var columns = new double[categories];
        for (int item = 0; item < first.Length; item++)
        {
            RatingErrors.ThrowIfNotCategory(first[item], categories, item);
            RatingErrors.ThrowIfNotCategory(second[item], categories, item);
            table[(first[item] * categories) + second[item]]++;
            rows[first[item]]++;
            columns[second[item]]++;
        }

        double observed = 0;
        double expected = 0;
        for (int row = 0; row < categories; row++)
        {
            for (int column = 0; column < categories; column++)
            {
                double weight = Weight(Math.Abs(row - column), weights);
                observed += weight * table[(row * categories) + column];
                expected += weight * rows[row] * columns[column];
            }
        }

        return expected == 0
            ? Estimate.Undefined("both raters gave every item one and the same category, so chance alone agrees completely", first.Length)
            : new Estimate { Value = 1 - (observed * first.Length / expected), SampleSize = first.Length };
    }

    private static double Weight(int distance, KappaWeights weights) => weights switch
    {
        KappaWeights.Linear => distance,
        KappaWeights.Quadratic => (double)distance * distance,
        _ => distance == 0 ? 0 : 1,
    };
}
