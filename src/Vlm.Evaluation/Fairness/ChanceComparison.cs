namespace Vlm.Evaluation;

/// <summary>Holds a figure against the same figure on shuffled labels.</summary>
internal static class ChanceComparison
{
    // Figures that differ by rounding alone count as equal.
    private const double Tolerance = 1e-12;

    /// <summary>A figure over items and their groups: an interval by resampling items, a baseline by shuffling groups.</summary>
    public static FairnessFigure Of(string name, int[] members, Func<int[], int[], double> figure, Resampling resampling)
    {
        int[] all = [.. Enumerable.Range(0, members.Length)];
        Estimate value = resampling.Of(members.Length, items => new Estimate
        {
            Value = figure(items, [.. items.Select(item => members[item])]),
            SampleSize = members.Length,
            Reason = "a group has no item of the kind that the figure counts",
        });
        return new FairnessFigure
        {
            Name = name,
            Value = value,
            Baseline = value.IsDefined ? Baseline(value.Value, stream => figure(all, Shuffled(members, stream)), resampling) : null,
        };
    }

    public static PermutationBaseline Baseline(double observed, Func<RandomStream, double> permuted, Resampling resampling)
    {
        ResamplingOptions options = ResamplingOptions.Checked(resampling.Options);
        var values = new double[options.Count];
        Parallel.For(0, values.Length, options.Parallel(resampling.CancellationToken), i => values[i] = permuted(new RandomStream(~options.Seed, (ulong)i)));
        double[] defined = [.. values.Where(value => !double.IsNaN(value)).Order()];
        return new PermutationBaseline
        {
            Mean = defined.Length == 0 ? double.NaN : defined.Average(),
            Upper = defined.Length == 0 ? double.NaN : Quantiles.OfSorted(defined, options.Confidence),
            PValue = (defined.Count(value => value >= observed - Tolerance) + 1.0) / (defined.Length + 1.0),
            Permutations = defined.Length,
        };
    }

    public static int[] Shuffled(int[] values, RandomStream stream)
    {
        int[] shuffled = [.. values];
        for (int i = shuffled.Length - 1; i > 0; i--)
        {
            int other = stream.Next(i + 1);
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
        }

        return shuffled;
    }
}
