using System.Text.Json;
using Vlm.Evaluation;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Evaluation.Statistics;

public class SignificanceTests
{
    [Fact]
    public void FromPermuted_GivenSigns_PValuesOfTheReference()
    {
        JsonElement golden = ResamplingGoldens.Root.GetProperty("sign_flip");
        double[] differences = PermutationTest.Differences(ResamplingGoldens.ScoresA, ResamplingGoldens.ScoresB);
        double[] permuted = [.. ResamplingGoldens.PositiveSigns.Select(signs => differences.Zip(signs, (d, positive) => positive ? d : -d).Average())];
        SignificanceResult actual = PermutationTest.FromPermuted(differences.Average(), permuted, differences.Length);
        Closeness.Within(golden.Double("observed_difference"), actual.Statistic, ResamplingGoldens.Tolerance);
        Closeness.Within(golden.Double("p_two_sided"), actual.PValue, ResamplingGoldens.Tolerance);
        Closeness.Within(golden.Double("p_one_sided_greater"), actual.PValueGreater, ResamplingGoldens.Tolerance);
    }

    [Fact]
    public void Paired_TenPairs_EveryPatternCounted()
    {
        JsonElement golden = ResamplingGoldens.Root.GetProperty("sign_flip_exact_first_10");
        SignificanceResult actual = PermutationTest.Paired(ResamplingGoldens.ScoresA.AsSpan(0, 10), ResamplingGoldens.ScoresB.AsSpan(0, 10), new ResamplingOptions { Count = 1024 });
        Assert.Equal(SignificanceTest.PairedPermutationExact, actual.Test);
        Assert.Equal(golden.GetProperty("enumerations").GetInt32(), actual.Permutations);
        Closeness.Within(golden.Double("p_two_sided"), actual.PValue, ResamplingGoldens.Tolerance);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Paired_AnyThreads_SameBitsAndNearTheGivenSigns(int threads)
    {
        ResamplingOptions options = new() { Count = 20_000, MaxDegreeOfParallelism = threads };
        SignificanceResult actual = PermutationTest.Paired(ResamplingGoldens.ScoresA, ResamplingGoldens.ScoresB, options);
        Assert.Equal(PermutationTest.Paired(ResamplingGoldens.ScoresA, ResamplingGoldens.ScoresB, new ResamplingOptions { Count = 20_000 }).PValue, actual.PValue);
        Assert.InRange(actual.PValue, 0.21, 0.265);
    }

    [Fact]
    public void McNemar_AllTables_PValuesOfTheReference()
    {
        JsonElement golden = ResamplingGoldens.Root.GetProperty("mcnemar");
        bool[] a = [.. ResamplingGoldens.CorrectA.Select(value => value == 1)], b = [.. ResamplingGoldens.CorrectB.Select(value => value == 1)];
        SignificanceResult actual = McNemar.Compare(a, b);
        Closeness.Within(golden.Double("p_exact"), actual.PValue, ResamplingGoldens.Tolerance);
        int onlyA = a.Zip(b).Count(pair => pair.First && !pair.Second), onlyB = a.Zip(b).Count(pair => pair.Second && !pair.First);
        Closeness.Within(golden.Double("p_mid"), McNemar.MidPValue(onlyA, onlyB), ResamplingGoldens.Tolerance);
        Closeness.Within(golden.Double("statistic_chi2_continuity"), McNemar.ChiSquared(onlyA, onlyB).Statistic, ResamplingGoldens.Tolerance);
        Closeness.Within(golden.Double("p_chi2_continuity"), McNemar.ChiSquared(onlyA, onlyB).PValue, ResamplingGoldens.Tolerance);
        foreach (JsonElement one in ResamplingGoldens.Root.GetProperty("mcnemar_cases").EnumerateArray())
        {
            Closeness.Within(one.Double("p_exact"), McNemar.ExactPValue(one.GetProperty("b").GetInt32(), one.GetProperty("c").GetInt32()), ResamplingGoldens.Tolerance);
        }
    }

    [Fact]
    public void MultipleTesting_TwelvePValues_AsStatsmodels()
    {
        JsonElement golden = ResamplingGoldens.Root.GetProperty("multiple_testing");
        double[] p = golden.Doubles("p");
        Closeness.Within(golden.Doubles("holm"), [.. MultipleTesting.Holm(p)], ResamplingGoldens.Tolerance);
        Closeness.Within(golden.Doubles("bonferroni"), [.. MultipleTesting.Bonferroni(p)], ResamplingGoldens.Tolerance);
        Closeness.Within(golden.Doubles("benjamini_hochberg"), [.. MultipleTesting.BenjaminiHochberg(p)], ResamplingGoldens.Tolerance);
    }

    [Fact]
    public void PairedT_GoldenScores_AsScipy()
    {
        JsonElement golden = ResamplingGoldens.Root.GetProperty("paired_t");
        (double t, double p) = PairedT.Test(ResamplingGoldens.ScoresA, ResamplingGoldens.ScoresB);
        Closeness.Within([golden.Double("t"), golden.Double("p")], [t, p], ResamplingGoldens.Tolerance);
    }

    [Fact]
    public void WilcoxonSignedRank_GoldenScores_AsScipy()
    {
        double[] differences = PermutationTest.Differences(ResamplingGoldens.ScoresA, ResamplingGoldens.ScoresB);
        JsonElement all = ResamplingGoldens.Root.GetProperty("wilcoxon_approx"), twelve = ResamplingGoldens.Root.GetProperty("wilcoxon_exact_first_12");
        (double statistic, double p) = WilcoxonSignedRank.Approximate(differences);
        Closeness.Within([all.Double("statistic"), all.Double("p")], [statistic, p], ResamplingGoldens.Tolerance);
        (statistic, p) = WilcoxonSignedRank.Exact(differences.AsSpan(0, 12));
        Closeness.Within([twelve.Double("statistic"), twelve.Double("p")], [statistic, p], ResamplingGoldens.Tolerance);
        Assert.Equal((0, 1), WilcoxonSignedRank.Approximate([0, 0]));
        Assert.Throws<ArgumentException>(() => WilcoxonSignedRank.Exact([1, -1, 2]));
    }

    [Fact]
    public void MannWhitney_GoldenScores_AsScipy()
    {
        JsonElement golden = ResamplingGoldens.Root.GetProperty("mann_whitney");
        (double u, double p) = MannWhitney.Test(ResamplingGoldens.ScoresA, ResamplingGoldens.ScoresB);
        Closeness.Within([golden.Double("u"), golden.Double("p")], [u, p], ResamplingGoldens.Tolerance);
        Assert.Equal((2, 1), MannWhitney.Test([1, 1], [1, 1]));
    }

    [Theory]
    [InlineData(0.5, 0.4795001221869535)]
    [InlineData(1.9, 0.007209570764742524)]
    [InlineData(2.1, 0.0029794666563329853)]
    [InlineData(5, 1.5374597944280347e-12)]
    [InlineData(-1, 1.8427007929497148)]
    public void Erfc_KnownPoints_FourteenDigits(double x, double expected) => Assert.InRange(SpecialFunctions.Erfc(x) / expected, 1 - 1e-13, 1 + 1e-13);

    [Theory]
    [InlineData(0.5, 0.5723649429247001)]
    [InlineData(10, 12.801827480081469)]
    [InlineData(101, 363.73937555556347)]
    public void LogGamma_KnownPoints_FourteenDigits(double x, double expected) => Closeness.Within(expected, SpecialFunctions.LogGamma(x), 1e-12);

    [Fact]
    public void Paired_OtherLengths_ErrorNamesBoth()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => PermutationTest.Paired([1, 2], [1]));
        Assert.Contains("2 values and the second 1", e.Message, StringComparison.Ordinal);
    }
}
