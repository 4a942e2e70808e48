namespace Vlm.Evaluation;

/// <summary>The mean squares of a two-way table without replication.</summary>
internal readonly struct MeanSquares
{
    public required int TargetCount { get; init; }

    public required int RaterCount { get; init; }

    /// <summary>Between targets (MSR).</summary>
    public required double Targets { get; init; }

    /// <summary>Between raters (MSC).</summary>
    public required double Raters { get; init; }

    /// <summary>What neither explains (MSE).</summary>
    public required double Residual { get; init; }

    /// <summary>Within targets (MSW), as if every target had raters of its own.</summary>
    public required double Within { get; init; }

    public double ResidualFreedom => (TargetCount - 1.0) * (RaterCount - 1);

    public static MeanSquares Of(IReadOnlyList<IReadOnlyList<double>> targetsByRaters)
    {
        int n = targetsByRaters.Count;
        int k = n == 0 ? 0 : targetsByRaters[0].Count;
        if (n < 2 || k < 2)
        {
            throw new EvaluationException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"There are {n} targets and {k} raters; an intraclass correlation needs at least 2 of each."));
        }

        var columns = new double[k];
        var rows = new double[n];
        for (int target = 0; target < n; target++)
        {
            RatingErrors.ThrowIfLengthsDiffer(k, targetsByRaters[target].Count);
            for (int rater = 0; rater < k; rater++)
            {
                double value = targetsByRaters[target][rater];
                RatingErrors.ThrowIfNotFinite(value, target, rater);
                rows[target] += value / k;
                columns[rater] += value / n;
            }
        }

        double grand = rows.Average();
        double between = rows.Sum(row => (row - grand) * (row - grand)) * k;
        double raters = columns.Sum(column => (column - grand) * (column - grand)) * n;
        double residual = 0;
        double within = 0;
        for (int target = 0; target < n; target++)
        {
            for (int rater = 0; rater < k; rater++)
            {
                double value = targetsByRaters[target][rater];
                double left = value - rows[target] - columns[rater] + grand;
                residual += left * left;
                within += (value - rows[target]) * (value - rows[target]);
            }
        }

        return new MeanSquares
        {
            TargetCount = n,
            RaterCount = k,
            Targets = between / (n - 1),
            Raters = raters / (k - 1),
            Residual = residual / ((n - 1.0) * (k - 1)),
            Within = within / (n * (k - 1.0)),
        };
    }
}
