namespace Vlm.Evaluation;

/// <summary>Audits pairs that differ in one attribute alone: the same picture with two captions, or the same caption with two pictures. Pure; thread-safe.</summary>
public static class CounterfactualAudit
{
    /// <summary>The mean difference of the scores of pairs, and the share of pairs in which the first scores higher.</summary>
    /// <param name="name">Which attribute was changed.</param>
    /// <param name="first">The score of each pair's first.</param>
    /// <param name="second">The score of each pair's second, in the same order.</param>
    /// <param name="options">How intervals and permutations are drawn; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work between resamples.</param>
    /// <returns>The figures. Their baseline exchanges first and second of pairs at random.</returns>
    /// <exception cref="EvaluationException">There are no pairs, lists differ in length, or a score is not finite.</exception>
    public static FairnessFinding Run(
        string name, IReadOnlyList<double> first, IReadOnlyList<double> second, ResamplingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        RatingErrors.ThrowIfLengthsDiffer(first.Count, second.Count);
        if (first.Count == 0)
        {
            throw new EvaluationException($"The counterfactual {name} has no pairs.");
        }

        var resampling = new Resampling(options, cancellationToken);
        double[] differences = [.. first.Zip(second, (one, other) => one - other)];
        Estimate mean = Bootstrap.Mean(differences, options, cancellationToken);
        int wins = differences.Count(difference => difference > 0);
        int ties = differences.Count(difference => difference == 0);
        (double low, double high) = ProportionInterval.Wilson(wins + (ties / 2.0), differences.Length, resampling.Confidence);
        return new FairnessFinding
        {
            Kind = "counterfactual",
            Name = name,
            Groups = new Dictionary<string, int> { ["pairs"] = differences.Length },
            Figures =
            [
                new FairnessFigure { Name = "mean difference, first less second", Value = mean, Baseline = Exchanged(differences, values => values.Average(), resampling) },
                new FairnessFigure
                {
                    Name = "share of pairs in which the first scores higher",
                    Value = new Estimate { Value = (wins + (ties / 2.0)) / differences.Length, Lower = low, Upper = high, Confidence = resampling.Confidence, SampleSize = differences.Length },
                    Baseline = Exchanged(differences, values => (values.Count(value => value > 0) + (ties / 2.0)) / values.Length, resampling, centre: 0.5),
                },
            ],
            Caveats = FairnessCaveats.Counterfactual,
        };
    }

    // Two-sided: both directions away from the centre count.
    private static PermutationBaseline Exchanged(double[] differences, Func<double[], double> figure, Resampling resampling, double centre = 0) =>
        ChanceComparison.Baseline(Math.Abs(figure(differences) - centre), stream =>
        {
            var swapped = new bool[differences.Length];
            stream.Fill(swapped);
            return Math.Abs(figure([.. differences.Select((difference, i) => swapped[i] ? -difference : difference)]) - centre);
        }, resampling);
}
