using System.Text.Json;
using Vlm.Evaluation;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Evaluation.Statistics;

public class BootstrapTests
{
    public static TheoryData<string> Statistics => ["mean_a", "median_a", "paired_difference", "accuracy_a", "ratio"];

    [Theory]
    [MemberData(nameof(Statistics))]
    public void FromReplicates_GivenResamples_IntervalsOfNumpy(string name)
    {
        JsonElement golden = ResamplingGoldens.Root.GetProperty("bootstrap").GetProperty(name);
        ResampleStatistic statistic = Statistic(name);
        double[] replicates = [.. ResamplingGoldens.Resamples.Select(items => statistic(items))];
        double estimate = statistic(Enumerable.Range(0, 60).ToArray());
        Closeness.Within(golden.Doubles("first_resamples"), replicates.AsSpan(0, 10), ResamplingGoldens.Tolerance);
        foreach ((string interval, double confidence, BootstrapInterval kind) in new[]
        {
            ("percentile_95", 0.95, BootstrapInterval.Percentile), ("percentile_90", 0.90, BootstrapInterval.Percentile), ("basic_95", 0.95, BootstrapInterval.Basic),
        })
        {
            Estimate actual = Bootstrap.FromReplicates(estimate, replicates, 60, new ResamplingOptions { Confidence = confidence, Interval = kind });
            Closeness.Within(golden.Double("estimate"), actual.Value, ResamplingGoldens.Tolerance);
            Closeness.Within(golden.Doubles(interval), [actual.Lower, actual.Upper], ResamplingGoldens.Tolerance);
            Closeness.Within(golden.Double("standard_error"), actual.StandardError, ResamplingGoldens.Tolerance);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    public void Mean_MoreThreads_SameBits(int threads)
    {
        double[] values = ResamplingGoldens.ScoresA;
        Estimate one = Bootstrap.Mean(values, new ResamplingOptions { MaxDegreeOfParallelism = 1 });
        Estimate many = Bootstrap.Mean(values, new ResamplingOptions { MaxDegreeOfParallelism = threads });
        Assert.Equal([one.Lower, one.Upper, one.StandardError], [many.Lower, many.Upper, many.StandardError]);
    }

    [Fact]
    public void Mean_AnotherSeed_AnotherInterval()
    {
        Estimate one = Bootstrap.Mean(ResamplingGoldens.ScoresA, new ResamplingOptions { Seed = 1 });
        Estimate other = Bootstrap.Mean(ResamplingGoldens.ScoresA, new ResamplingOptions { Seed = 2 });
        Assert.Equal(one.Value, other.Value);
        Assert.NotEqual(one.Lower, other.Lower);
    }

    [Fact]
    public void Mean_NormalSample_IntervalNearTheoryAndCoversAsOften()
    {
        // 400 samples of 50 normal numbers: the interval has to hold the true mean in about 95 % of them.
        int covered = 0;
        for (int sample = 0; sample < 400; sample++)
        {
            RandomStream random = new(7, (ulong)sample);
            double[] values = new double[50];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            }

            Estimate mean = Bootstrap.Mean(values, new ResamplingOptions { Count = 400 });
            covered += mean.Lower <= 0 && mean.Upper >= 0 ? 1 : 0;
        }

        Assert.InRange(covered, 362, 392);
    }

    [Fact]
    public void Mean_NaN_ErrorNamesTheItem()
    {
        EvaluationException e = Assert.Throws<EvaluationException>(() => Bootstrap.Mean([1, double.NaN]));
        Assert.Equal(1, e.Index);
        Assert.Contains("item 1 is NaN", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mean_NoItems_UndefinedWithReason()
    {
        Estimate none = Bootstrap.Mean([]);
        Assert.False(none.IsDefined);
        Assert.Equal("not defined (there are no items), n = 0", none.ToString());
    }

    [Fact]
    public void Mean_OneItem_NoIntervalAndReason()
    {
        Estimate one = Bootstrap.Mean([0.5]);
        Assert.Equal(0.5, one.Value);
        Assert.True(double.IsNaN(one.Lower));
        Assert.Equal("0.500 no interval, n = 1", one.ToString());
        Assert.NotNull(one.Reason);
    }

    [Fact]
    public void Of_UndefinedOnSomeResamples_SaysOnHowMany()
    {
        Estimate estimate = Bootstrap.Of(3, items => items.Contains(0) ? items[0] : double.NaN);
        Assert.Contains("is not defined on", estimate.Reason, StringComparison.Ordinal);
        Assert.False(double.IsNaN(estimate.Lower));
    }

    [Fact]
    public void Of_Cancelled_Stops()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Bootstrap.Mean([1, 2], cancellationToken: source.Token));
    }

    [Theory]
    [InlineData(0, 0.95)]
    [InlineData(1_000_001, 0.95)]
    [InlineData(10, 0)]
    [InlineData(10, 1)]
    [InlineData(10, double.NaN)]
    public void Mean_OptionsOutOfRange_Refused(int count, double confidence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Mean([1, 2], new ResamplingOptions { Count = count, Confidence = confidence }));

    private static ResampleStatistic Statistic(string name)
    {
        double[] a = ResamplingGoldens.ScoresA, b = ResamplingGoldens.ScoresB, correct = ResamplingGoldens.CorrectA;
        double[] differences = PermutationTest.Differences(a, b);
        return name switch
        {
            "mean_a" => items => Bootstrap.MeanOf(a, items),
            "median_a" => items => Quantiles.Median(items.ToArray().Select(i => a[i]).ToArray()),
            "paired_difference" => items => Bootstrap.MeanOf(differences, items),
            "accuracy_a" => items => Bootstrap.MeanOf(correct, items),
            _ => items => Bootstrap.MeanOf(a, items) / Bootstrap.MeanOf(b, items),
        };
    }
}
