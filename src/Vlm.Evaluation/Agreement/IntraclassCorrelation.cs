namespace Vlm.Evaluation;

/// <summary>Intraclass correlation: how far numeric ratings of the same things agree, from the mean squares of an analysis of variance. Pure; thread-safe.</summary>
public static class IntraclassCorrelation
{
    /// <summary>The coefficient with its interval (P. E. Shrout and J. L. Fleiss, 1979; K. O. McGraw and S. P. Wong, 1996).</summary>
    /// <param name="targetsByRaters">One row a target (the thing rated), one column a rater; no gaps; at least 2 of each.</param>
    /// <param name="form">Which coefficient; <see cref="IntraclassForm.AbsoluteSingle"/> is the usual ICC(2,1).</param>
    /// <param name="confidence">The coverage of the interval, between 0 and 1 exclusive.</param>
    /// <returns>The coefficient, at most 1, and both ends of its interval. Undefined (with ends that are NaN) where all ratings are one value.</returns>
    /// <exception cref="EvaluationException">Fewer than two targets or raters, rows of different lengths, or a value that is not finite.</exception>
    public static Estimate Compute(
        IReadOnlyList<IReadOnlyList<double>> targetsByRaters, IntraclassForm form = IntraclassForm.AbsoluteSingle, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(targetsByRaters);
        MeanSquares squares = MeanSquares.Of(targetsByRaters);
        if (squares.Targets + squares.Raters + squares.Residual == 0)
        {
            return Estimate.Undefined("every rating is one and the same value, so there is no variance to explain", squares.TargetCount);
        }

        return form switch
        {
            IntraclassForm.OneWaySingle => Ratio(squares, squares.Within, squares.TargetCount * (squares.RaterCount - 1), confidence, average: false),
            IntraclassForm.OneWayAverage => Ratio(squares, squares.Within, squares.TargetCount * (squares.RaterCount - 1), confidence, average: true),
            IntraclassForm.ConsistencySingle => Ratio(squares, squares.Residual, squares.ResidualFreedom, confidence, average: false),
            IntraclassForm.ConsistencyAverage => Ratio(squares, squares.Residual, squares.ResidualFreedom, confidence, average: true),
            IntraclassForm.AbsoluteSingle => Absolute(squares, confidence, average: false),
            _ => Absolute(squares, confidence, average: true),
        };
    }

    // (MSR − error) / (MSR + (k−1) error); its ends come from those of F = MSR / error.
    private static Estimate Ratio(MeanSquares squares, double error, double errorFreedom, double confidence, bool average)
    {
        double upper = 1 - ((1 - confidence) / 2);
        int k = squares.RaterCount;
        double targetFreedom = squares.TargetCount - 1;
        double f = squares.Targets / error;
        double low = f / DistributionQuantiles.F(upper, targetFreedom, errorFreedom);
        double high = f * DistributionQuantiles.F(upper, errorFreedom, targetFreedom);
        return average
            ? Figure(squares, confidence, (squares.Targets - error) / squares.Targets, 1 - (1 / low), 1 - (1 / high))
            : Figure(squares, confidence, (squares.Targets - error) / (squares.Targets + ((k - 1) * error)), Single(low, k), Single(high, k));
    }

    // At F = ∞ (no error at all) the fraction's limit is 1.
    private static double Single(double f, int k) => double.IsPositiveInfinity(f) ? 1 : (f - 1) / (f + k - 1);

    private static Estimate Absolute(MeanSquares squares, double confidence, bool average)
    {
        double upper = 1 - ((1 - confidence) / 2);
        double n = squares.TargetCount;
        double k = squares.RaterCount;
        double msr = squares.Targets;
        double msc = squares.Raters;
        double mse = squares.Residual;
        double value = (msr - mse) / (msr + ((k - 1) * mse) + (k * (msc - mse) / n));
        double low = value;
        double high = value;
        if (value < 1)
        {
            // Satterthwaite's degrees of freedom of the denominator; McGraw and Wong, table 7, case A,1.
            double a = k * value / (n * (1 - value));
            double b = 1 + (k * value * (n - 1) / (n * (1 - value)));
            double weighted = (a * msc) + (b * mse);
            double freedom = weighted * weighted / ((a * msc * a * msc / (k - 1)) + (b * mse * b * mse / squares.ResidualFreedom));
            double noise = (k * msc) + (((k * n) - k - n) * mse);
            double lowF = DistributionQuantiles.F(upper, n - 1, freedom);
            double highF = DistributionQuantiles.F(upper, freedom, n - 1);
            low = n * (msr - (lowF * mse)) / ((lowF * noise) + (n * msr));
            high = n * ((highF * msr) - mse) / (noise + (n * highF * msr));
        }

        // The mean of k raters: Spearman and Brown's formula, for the ends as for the value.
        return average
            ? Figure(squares, confidence, (msr - mse) / (msr + ((msc - mse) / n)), StepUp(low, k), StepUp(high, k))
            : Figure(squares, confidence, value, low, high);
    }

    private static Estimate Figure(MeanSquares squares, double confidence, double value, double low, double high) =>
        new() { Value = value, Lower = low, Upper = high, Confidence = confidence, SampleSize = squares.TargetCount };

    private static double StepUp(double single, double k) => k * single / (1 + ((k - 1) * single));
}
