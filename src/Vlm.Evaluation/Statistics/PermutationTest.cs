using System.Buffers;

namespace Vlm.Evaluation;

/// <summary>
/// Paired permutation tests (Fisher 1935; as approximate randomisation, Noreen 1989): if the two models were equal, exchanging their
/// results on any item would change nothing. Members are thread-safe; the result depends on the options alone.
/// </summary>
public static class PermutationTest
{
    // Sums that differ by rounding alone count as equal.
    private const double Tolerance = 1e-12;

    /// <summary>
    /// Tests whether the mean difference of pairs is zero. Every pattern of signs is counted where there are no more of them than
    /// permutations asked for; otherwise patterns are drawn, and p = (as extreme + 1) / (drawn + 1).
    /// </summary>
    /// <param name="first">The first model's value of each item.</param>
    /// <param name="second">The second model's value of the same items.</param>
    /// <param name="options">How patterns are drawn; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work between permutations.</param>
    /// <exception cref="ArgumentException">There are no items, or not as many of one model as of the other.</exception>
    /// <exception cref="EvaluationException">A value is NaN or infinite.</exception>
    public static SignificanceResult Paired(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ResamplingOptions? options = null, CancellationToken cancellationToken = default)
    {
        options = ResamplingOptions.Checked(options);
        double[] differences = Differences(first, second);
        if (differences.Length < 20 && 1 << differences.Length <= options.Count)
        {
            return Exact(differences);
        }

        return PairedStatistic(differences.Length, swapped =>
        {
            double sum = 0;
            for (int i = 0; i < swapped.Length; i++)
            {
                sum += swapped[i] ? -differences[i] : differences[i];
            }

            return sum / swapped.Length;
        }, options, cancellationToken);
    }

    /// <summary>Tests any difference of a figure of two models, such as corpus BLEU, by exchanging their results on items at random.</summary>
    /// <param name="sampleSize">The number of items, at least one.</param>
    /// <param name="difference">The figure's difference after an exchange; thread-safe. Called once without any: that is the observed one.</param>
    /// <param name="options">How exchanges are drawn; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work between permutations.</param>
    public static SignificanceResult PairedStatistic(int sampleSize, SwapStatistic difference, ResamplingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleSize, 1);
        ArgumentNullException.ThrowIfNull(difference);
        options = ResamplingOptions.Checked(options);
        double observed = difference(new bool[sampleSize]);
        double[] permuted = new double[options.Count];
        Parallel.For(0, options.Count, options.Parallel(cancellationToken), () => ArrayPool<bool>.Shared.Rent(sampleSize), (i, _, buffer) =>
        {
            Span<bool> swapped = buffer.AsSpan(0, sampleSize);
            new RandomStream(options.Seed, (ulong)i).Fill(swapped);
            permuted[i] = difference(swapped);
            return buffer;
        }, buffer => ArrayPool<bool>.Shared.Return(buffer));
        return FromPermuted(observed, permuted, sampleSize);
    }

    /// <summary>The p-value from differences that were permuted elsewhere: (as extreme + 1) / (permutations + 1).</summary>
    /// <param name="observed">The observed difference.</param>
    /// <param name="permuted">The difference under each permutation.</param>
    /// <param name="sampleSize">The number of items.</param>
    public static SignificanceResult FromPermuted(double observed, ReadOnlySpan<double> permuted, int sampleSize)
    {
        (int extreme, int greater) = Count(observed, permuted);
        return new SignificanceResult
        {
            Test = SignificanceTest.PairedPermutation,
            Statistic = observed,
            PValue = (extreme + 1.0) / (permuted.Length + 1.0),
            PValueGreater = (greater + 1.0) / (permuted.Length + 1.0),
            Permutations = permuted.Length,
            SampleSize = sampleSize,
        };
    }

    internal static double[] Differences(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length || first.Length == 0)
        {
            throw new ArgumentException($"The first model has {first.Length} values and the second {second.Length}; a paired test takes one of each for every item.");
        }

        double[] differences = Bootstrap.Finite(first);
        double[] others = Bootstrap.Finite(second);
        for (int i = 0; i < differences.Length; i++)
        {
            differences[i] -= others[i];
        }

        return differences;
    }

    private static SignificanceResult Exact(double[] differences)
    {
        double[] means = new double[1 << differences.Length];
        for (int pattern = 0; pattern < means.Length; pattern++)
        {
            double sum = 0;
            for (int i = 0; i < differences.Length; i++)
            {
                sum += (pattern >> i & 1) != 0 ? -differences[i] : differences[i];
            }

            means[pattern] = sum / differences.Length;
        }

        (int extreme, int greater) = Count(means[0], means);
        return new SignificanceResult
        {
            Test = SignificanceTest.PairedPermutationExact,
            Statistic = means[0],
            PValue = (double)extreme / means.Length,
            PValueGreater = (double)greater / means.Length,
            Permutations = means.Length,
            SampleSize = differences.Length,
        };
    }

    private static (int Extreme, int Greater) Count(double observed, ReadOnlySpan<double> permuted)
    {
        int extreme = 0, greater = 0;
        foreach (double value in permuted)
        {
            extreme += Math.Abs(value) >= Math.Abs(observed) - Tolerance ? 1 : 0;
            greater += value >= observed - Tolerance ? 1 : 0;
        }

        return (extreme, greater);
    }
}
