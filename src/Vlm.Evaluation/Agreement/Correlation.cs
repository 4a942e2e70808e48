namespace Vlm.Evaluation;

/// <summary>Correlations of two lists, such as a metric's scores and people's ratings. Pure; thread-safe.</summary>
public static class Correlation
{
    /// <summary>Pearson's r, with the two-sided p-value of Student's t with n − 2 degrees of freedom.</summary>
    /// <param name="x">One value an item; finite.</param>
    /// <param name="y">The other value of the same items, in the same order; finite.</param>
    /// <returns>−1 to 1. Undefined for fewer than two items and where a list is constant; the p-value is NaN for two items.</returns>
    /// <exception cref="EvaluationException">The lists differ in length, or a value is not finite.</exception>
    public static CorrelationResult Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Check(x, y);
        int n = x.Length;
        double meanX = Mean(x);
        double meanY = Mean(y);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < n; i++)
        {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }

        if (n < 2 || xx == 0 || yy == 0)
        {
            return Constant(n);
        }

        double r = Math.Clamp(xy / (Math.Sqrt(xx) * Math.Sqrt(yy)), -1, 1);
        double freedom = n - 2;
        double p = freedom == 0 ? double.NaN : SpecialFunctions.StudentTwoSided(r * Math.Sqrt(freedom / ((1 - r) * (1 + r))), freedom);
        return Defined(r, p, n);
    }

    /// <summary>Spearman's ρ: Pearson's r of the ranks, ties sharing their mean rank; the p-value likewise.</summary>
    /// <inheritdoc cref="Pearson"/>
    public static CorrelationResult Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Check(x, y);
        return Pearson(Ranks.Average(x), Ranks.Average(y));
    }

    /// <summary>Kendall's τ-b, corrected for ties, with the asymptotic two-sided p-value (M. G. Kendall, Rank Correlation Methods, 1970).</summary>
    /// <inheritdoc cref="Pearson"/>
    public static CorrelationResult KendallTauB(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Check(x, y);
        KendallPairs pairs = KendallPairs.Count(x, y);
        double free = Math.Sqrt(pairs.All - pairs.First.Pairs) * Math.Sqrt(pairs.All - pairs.Second.Pairs);
        return free == 0 ? Constant(x.Length) : Defined(pairs.Difference / free, PValue(pairs, x.Length), x.Length);
    }

    /// <summary>Stuart's τ-c, for lists with different numbers of distinct values (A. Stuart, 1953); the p-value is that of τ-b.</summary>
    /// <inheritdoc cref="Pearson"/>
    public static CorrelationResult KendallTauC(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Check(x, y);
        KendallPairs pairs = KendallPairs.Count(x, y);
        double n = x.Length;
        double classes = Math.Min(pairs.First.Distinct, pairs.Second.Distinct);
        return classes < 2 ? Constant(x.Length) : Defined(2 * pairs.Difference / (n * n * (classes - 1) / classes), PValue(pairs, x.Length), x.Length);
    }

    private static double PValue(KendallPairs pairs, double n)
    {
        double m = n * (n - 1);
        double third = n > 2 ? pairs.First.Triples * pairs.Second.Triples / (9 * m * (n - 2)) : 0;
        double variance = (((m * ((2 * n) + 5)) - pairs.First.Variance - pairs.Second.Variance) / 18)
            + (2.0 * pairs.First.Pairs * pairs.Second.Pairs / m) + third;
        return SpecialFunctions.Erfc(Math.Abs(pairs.Difference / Math.Sqrt(variance)) / Math.Sqrt(2));
    }

    private static CorrelationResult Constant(int n) => new()
    {
        Value = double.NaN,
        PValue = double.NaN,
        SampleSize = n,
        Reason = n < 2 ? "a correlation needs at least two items" : "one of the lists is constant",
    };

    private static CorrelationResult Defined(double value, double p, int n) => new() { Value = value, PValue = p, SampleSize = n };

    private static void Check(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        RatingErrors.ThrowIfLengthsDiffer(x.Length, y.Length);
        for (int i = 0; i < x.Length; i++)
        {
            RatingErrors.ThrowIfNotFinite(x[i], 0, i);
            RatingErrors.ThrowIfNotFinite(y[i], 1, i);
        }
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
