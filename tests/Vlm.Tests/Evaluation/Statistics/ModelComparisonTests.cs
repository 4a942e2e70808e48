using Vlm.Evaluation;

namespace Vlm.Tests.Evaluation.Statistics;

public class ModelComparisonTests
{
    [Fact]
    public void OfMeans_SmallDifference_SaysNoise()
    {
        ModelComparison comparison = ModelComparison.OfMeans(ResamplingGoldens.ScoresA, ResamplingGoldens.ScoresB);
        Assert.True(comparison.IsNoise);
        Assert.Contains("noise", comparison.Verdict, StringComparison.Ordinal);
        Assert.Contains("n = 60", comparison.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void OfMeans_EveryPairHigher_SaysWhichIsHigher()
    {
        double[] lower = [.. ResamplingGoldens.ScoresA.Select(value => value - 0.25)];
        Assert.Contains("the first figure is higher", ModelComparison.OfMeans(ResamplingGoldens.ScoresA, lower).Verdict, StringComparison.Ordinal);
        Assert.Contains("the second figure is higher", ModelComparison.OfMeans(lower, ResamplingGoldens.ScoresA).Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void OfAnswers_SameAnswers_Noise()
    {
        ModelComparison comparison = ModelComparison.OfAnswers([true, false, true], [true, false, true]);
        Assert.Equal(1, comparison.Test.PValue);
        Assert.True(comparison.IsNoise);
    }

    [Fact]
    public void OfAnswers_TwentyAgainstNone_Significant()
    {
        bool[] right = [.. Enumerable.Repeat(true, 20)];
        ModelComparison comparison = ModelComparison.OfAnswers(right, new bool[20]);
        Assert.False(comparison.IsNoise);
        Assert.Equal(SignificanceTest.McNemarExact, comparison.Test.Test);
        Assert.Equal(1, comparison.Difference.Value);
    }

    [Fact]
    public void Of_MedianOfTwoModels_UsesBothFigures()
    {
        double[] a = ResamplingGoldens.ScoresA, b = ResamplingGoldens.ScoresB;
        double Median(double[] one, double[] other, ReadOnlySpan<bool> swapped)
        {
            double[] mixed = new double[one.Length];
            for (int i = 0; i < mixed.Length; i++)
            {
                mixed[i] = swapped[i] ? other[i] : one[i];
            }

            return Quantiles.Median(mixed);
        }

        ModelComparison comparison = ModelComparison.Of(
            60,
            items => Quantiles.Median(items.ToArray().Select(i => a[i]).ToArray()),
            items => Quantiles.Median(items.ToArray().Select(i => b[i]).ToArray()),
            swapped => Median(a, b, swapped) - Median(b, a, swapped));
        Assert.Equal(comparison.First.Value - comparison.Second.Value, comparison.Difference.Value, 12);
        Assert.Equal(comparison.Difference.Value, comparison.Test.Statistic, 12);
    }
}
