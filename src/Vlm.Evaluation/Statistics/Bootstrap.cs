using System.Buffers;

namespace Vlm.Evaluation;

/// <summary>
/// Confidence intervals by resampling items with replacement (Efron 1979). Members are thread-safe; the result depends on the
/// options alone, not on the number of threads.
/// </summary>
public static class Bootstrap
{
    /// <summary>The mean of one value an item, with its interval.</summary>
    /// <param name="values">One value an item; at least one, none NaN.</param>
    /// <param name="options">How resamples are drawn; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work between resamples.</param>
    /// <exception cref="EvaluationException">A value is NaN.</exception>
    public static Estimate Mean(ReadOnlySpan<double> values, ResamplingOptions? options = null, CancellationToken cancellationToken = default)
    {
        double[] items = Finite(values);
        return Of(items.Length, indices => MeanOf(items, indices), options, cancellationToken);
    }

    /// <summary>Any figure over items, with its interval.</summary>
    /// <param name="sampleSize">The number of items; none gives an undefined figure.</param>
    /// <param name="statistic">The figure over a resample; thread-safe. Called once with every item in order: that is the estimate.</param>
    /// <param name="options">How resamples are drawn; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work between resamples.</param>
    public static Estimate Of(int sampleSize, ResampleStatistic statistic, ResamplingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sampleSize);
        ArgumentNullException.ThrowIfNull(statistic);
        options = ResamplingOptions.Checked(options);
        if (sampleSize == 0)
        {
            return Estimate.Undefined("there are no items", 0);
        }

        int[] all = [.. Enumerable.Range(0, sampleSize)];
        double estimate = statistic(all);
        double[] replicates = new double[options.Count];
        Parallel.For(0, options.Count, options.Parallel(cancellationToken), () => ArrayPool<int>.Shared.Rent(sampleSize), (i, _, buffer) =>
        {
            Span<int> indices = buffer.AsSpan(0, sampleSize);
            new RandomStream(options.Seed, (ulong)i).Fill(indices, sampleSize);
            replicates[i] = statistic(indices);
            return buffer;
        }, buffer => ArrayPool<int>.Shared.Return(buffer));
        return FromReplicates(estimate, replicates, sampleSize, options);
    }

    /// <summary>An interval from resamples that were drawn elsewhere.</summary>
    /// <param name="estimate">The figure over all items.</param>
    /// <param name="replicates">The figure on each resample; NaN where it was not defined.</param>
    /// <param name="sampleSize">The number of items.</param>
    /// <param name="options">The confidence and the kind of interval; null for the defaults.</param>
    public static Estimate FromReplicates(double estimate, ReadOnlySpan<double> replicates, int sampleSize, ResamplingOptions? options = null)
    {
        options = ResamplingOptions.Checked(options);
        if (double.IsNaN(estimate))
        {
            return Estimate.Undefined("the statistic is not a number over these items", sampleSize);
        }

        double[] sorted = [.. replicates.ToArray().Where(value => !double.IsNaN(value))];
        Array.Sort(sorted);
        string? reason = sampleSize == 1
            ? "one item has no spread to resample"
            : sorted.Length < replicates.Length ? $"the figure is not defined on {replicates.Length - sorted.Length} of {replicates.Length} resamples" : null;
        if (sorted.Length == 0 || sampleSize == 1)
        {
            return new Estimate { Value = estimate, SampleSize = sampleSize, Confidence = options.Confidence, Reason = reason ?? "there are no resamples" };
        }

        double tail = (1 - options.Confidence) / 2;
        double low = Quantiles.OfSorted(sorted, tail), high = Quantiles.OfSorted(sorted, 1 - tail);
        bool basic = options.Interval == BootstrapInterval.Basic;
        return new Estimate
        {
            Value = estimate,
            Lower = basic ? (2 * estimate) - high : low,
            Upper = basic ? (2 * estimate) - low : high,
            Confidence = options.Confidence,
            SampleSize = sampleSize,
            StandardError = StandardDeviation(sorted),
            Reason = reason,
        };
    }

    internal static double[] Finite(ReadOnlySpan<double> values)
    {
        int wrong = values.IndexOfAnyExceptInRange(double.MinValue, double.MaxValue);
        return wrong < 0 ? values.ToArray() : throw new EvaluationException($"The value of item {wrong} is {values[wrong]}; every score has to be a finite number.") { Index = wrong };
    }

    internal static double MeanOf(ReadOnlySpan<double> values, ReadOnlySpan<int> items)
    {
        double sum = 0;
        foreach (int item in items)
        {
            sum += values[item];
        }

        return sum / items.Length;
    }

    private static double StandardDeviation(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
        {
            return double.NaN;
        }

        double mean = 0, squares = 0;
        foreach (double value in values)
        {
            mean += value;
        }

        mean /= values.Length;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Sqrt(squares / (values.Length - 1));
    }
}
