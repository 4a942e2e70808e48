using System.Globalization;

namespace Vlm.Evaluation;

/// <summary>Two models on the same items: each one's figure, their difference with its interval, and whether the difference is more than noise.</summary>
public sealed class ModelComparison
{
    /// <summary>The first model's figure.</summary>
    public required Estimate First { get; init; }

    /// <summary>The second model's figure.</summary>
    public required Estimate Second { get; init; }

    /// <summary>The first figure less the second, with the interval of the paired difference.</summary>
    public required Estimate Difference { get; init; }

    /// <summary>The test behind the verdict.</summary>
    public required SignificanceResult Test { get; init; }

    /// <summary>
    /// Whether chance alone explains the difference: the p-value is not below 1 less the confidence, or the interval holds 0. A difference that
    /// is not defined is noise too.
    /// </summary>
    public bool IsNoise =>
        !(Test.PValue < 1 - Difference.Confidence) || !(Difference.Lower > 0 || Difference.Upper < 0);

    /// <summary>One sentence for a report: the difference, its interval, p, n, and what they mean.</summary>
    public string Verdict
    {
        get
        {
            string figures = $"difference {Difference.ToString(4)}, p = {Test.PValue.ToString("G3", CultureInfo.InvariantCulture)}";
            return IsNoise ? $"{figures}: noise; these items do not tell the two apart."
                : $"{figures}: the {(Difference.Value > 0 ? "first" : "second")} figure is higher, by more than chance explains.";
        }
    }

    /// <summary>Compares the means of one value an item, by bootstrap of the paired differences and a paired permutation test.</summary>
    /// <param name="first">The first model's value of each item, such as its CIDEr of each picture.</param>
    /// <param name="second">The second model's value of the same items, in the same order.</param>
    /// <param name="options">How resamples and permutations are drawn; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work between resamples.</param>
    /// <exception cref="ArgumentException">There are no items, or not as many of one model as of the other.</exception>
    /// <exception cref="EvaluationException">A value is NaN or infinite.</exception>
    public static ModelComparison OfMeans(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ResamplingOptions? options = null, CancellationToken cancellationToken = default) => new()
    {
        Difference = Bootstrap.Mean(PermutationTest.Differences(first, second), options, cancellationToken),
        First = Bootstrap.Mean(first, options, cancellationToken),
        Second = Bootstrap.Mean(second, options, cancellationToken),
        Test = PermutationTest.Paired(first, second, options, cancellationToken),
    };

    /// <summary>Compares shares of right answers, by bootstrap and McNemar's exact test.</summary>
    /// <param name="first">Whether the first model was right, item by item.</param>
    /// <param name="second">Whether the second model was right on the same items.</param>
    /// <param name="options">How resamples are drawn; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work between resamples.</param>
    /// <exception cref="ArgumentException">There are no items, or not as many of one model as of the other.</exception>
    public static ModelComparison OfAnswers(ReadOnlySpan<bool> first, ReadOnlySpan<bool> second, ResamplingOptions? options = null, CancellationToken cancellationToken = default)
    {
        double[] one = Numbers(first), other = Numbers(second);
        return new ModelComparison
        {
            Difference = Bootstrap.Mean(PermutationTest.Differences(one, other), options, cancellationToken),
            First = Bootstrap.Mean(one, options, cancellationToken),
            Second = Bootstrap.Mean(other, options, cancellationToken),
            Test = McNemar.Compare(first, second),
        };
    }

    /// <summary>Compares a figure that is not a mean over items, such as corpus BLEU.</summary>
    /// <param name="sampleSize">The number of items, at least one.</param>
    /// <param name="first">The first model's figure over a resample.</param>
    /// <param name="second">The second model's figure over the same resample.</param>
    /// <param name="swapped">The difference after the two models' results of some items were exchanged.</param>
    /// <param name="options">How resamples and permutations are drawn; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work between resamples.</param>
    public static ModelComparison Of(int sampleSize, ResampleStatistic first, ResampleStatistic second, SwapStatistic swapped, ResamplingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return new ModelComparison
        {
            Difference = Bootstrap.Of(sampleSize, items => first(items) - second(items), options, cancellationToken),
            First = Bootstrap.Of(sampleSize, first, options, cancellationToken),
            Second = Bootstrap.Of(sampleSize, second, options, cancellationToken),
            Test = PermutationTest.PairedStatistic(sampleSize, swapped, options, cancellationToken),
        };
    }

    private static double[] Numbers(ReadOnlySpan<bool> values)
    {
        double[] numbers = new double[values.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = values[i] ? 1 : 0;
        }

        return numbers;
    }
}
