using Vlm.Evaluation;

namespace Vlm.Tests.Evaluation.Fairness;

public sealed class FairnessAuditTests
{
    private static readonly ResamplingOptions Few = new() { Count = 200 };

    [Fact]
    public void Ranking_TopOfOneGroup_IsMoreThanChance()
    {
        string[] groups = [.. Enumerable.Range(0, 80).Select(i => i < 40 ? "a" : "b")];
        double[] scores = [.. Enumerable.Range(0, 80).Select(i => 80.0 - i)];

        FairnessFinding finding = RankingAudit.Run("query", scores, groups, [10], Few);

        FairnessFigure skew = finding.Figures.Single(figure => figure.Name == "MaxSkew@10 (equal shares)");
        Assert.Equal(Math.Log(2), skew.Value.Value, 1e-12);
        Assert.Equal(80, skew.Value.SampleSize);
        Assert.False(skew.IsNoise);
        Assert.True(skew.Baseline!.Upper < skew.Value.Value);
        Assert.Equal((40, 40), (finding.Groups["a"], finding.Groups["b"]));
        Assert.Contains(finding.Caveats, caveat => caveat.Contains("NDKL is above 0 for a fair ranking too", StringComparison.Ordinal));
    }

    [Fact]
    public void Ranking_RandomOrder_IsNoiseThoughNdklIsAboveZero()
    {
        var random = new Random(3);
        string[] groups = [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? "a" : "b")];

        FairnessFigure ndkl = RankingAudit.Run("query", [.. groups.Select(_ => random.NextDouble())], groups, [10], Few).Figures.Single(figure => figure.Name == "NDKL (equal shares)");

        Assert.True(ndkl.Value.Value > 0);
        Assert.True(ndkl.Baseline!.Mean > 0);
        Assert.True(ndkl.IsNoise);
    }

    [Fact]
    public void Decisions_OneGroupNeverSelected_IsMoreThanChance_AndSmallGroupsAreNamed()
    {
        string[] groups = [.. Enumerable.Range(0, 50).Select(i => i < 30 ? "a" : "b")];
        bool[] labels = [.. Enumerable.Range(0, 50).Select(i => i % 2 == 0)];
        bool[] predictions = [.. Enumerable.Range(0, 50).Select(i => i < 30 && i % 2 == 0)];

        FairnessFinding finding = DecisionAudit.Run("hired", labels, predictions, groups, Few);

        Assert.Equal(0.5, finding.Figures[0].Value.Value, 1e-12);
        Assert.Equal(1, finding.Figures[2].Value.Value, 1e-12);
        Assert.False(finding.Figures[2].IsNoise);
        Assert.Contains(finding.Caveats, caveat => caveat.StartsWith("b has 20 items", StringComparison.Ordinal));
    }

    [Fact]
    public void Decisions_GroupWithoutTrueItems_IsUndefinedWithReason()
    {
        FairnessFinding finding = DecisionAudit.Run("hired", [true, false, false, false], [true, false, true, false], ["a", "a", "b", "b"], Few);

        FairnessFigure odds = finding.Figures.Single(figure => figure.Name == "equalised odds difference");
        Assert.True(double.IsNaN(odds.Value.Value));
        Assert.Contains("no item of the kind", odds.Value.Reason, StringComparison.Ordinal);
        Assert.Null(odds.Baseline);
        Assert.True(odds.IsNoise);
    }

    [Fact]
    public void Association_SeparatedTargets_HasExactPValue()
    {
        ReadOnlyMemory<double>[] Around(double x, double y) => [.. Enumerable.Range(0, 4).Select(i => new ReadOnlyMemory<double>([x + (0.01 * i), y + 0.01]))];

        FairnessFigure effect = AssociationAudit.Run("test", Around(1, 0), Around(0, 1), Around(1, 0), Around(0, 1), Few).Figures.Single();

        Assert.True(effect.Value.Value > 1.5);
        Assert.Equal(70, effect.Baseline!.Permutations);
        Assert.Equal(1 / 70.0, effect.Baseline.PValue, 1e-12);
        Assert.False(effect.IsNoise);
    }

    [Theory]
    [InlineData(0.3, false)]
    [InlineData(0.0, true)]
    public void Counterfactual_ShiftOfEveryPair_IsSeen(double shift, bool noise)
    {
        var random = new Random(6);
        double[] first = [.. Enumerable.Range(0, 60).Select(_ => random.NextDouble())];
        double[] second = [.. first.Select(score => score + shift + ((random.NextDouble() - 0.5) * 0.2))];

        FairnessFinding finding = CounterfactualAudit.Run("hat", second, first, Few);

        Assert.All(finding.Figures, figure => Assert.Equal(noise, figure.IsNoise));
        Assert.Equal(60, finding.Groups["pairs"]);
    }

    [Fact]
    public void Leakage_WordThatGivesTheGroupAway_IsFoundUnlessHidden()
    {
        string[] groups = [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? "woman" : "man")];
        string[] captions = [.. groups.Select((group, i) => $"a {group} {(i % 3 == 0 ? "walks" : "sits")} outside")];

        FairnessFigure open = LeakageAudit.Run("gender", captions, groups, options: Few).Figures[0];
        var words = new Dictionary<string, IReadOnlyList<string>> { ["woman"] = ["Woman"], ["man"] = ["man"] };
        FairnessFigure hidden = LeakageAudit.Run("gender", captions, groups, attributeWords: words, options: Few).Figures[0];

        Assert.Equal(1, open.Value.Value, 1e-12);
        Assert.False(open.IsNoise);
        Assert.True(hidden.Value.Value < 0.65);
        Assert.True(hidden.IsNoise);
    }

    [Fact]
    public void Leakage_ModelThatNamesTheWrongGroup_IsSeen_AndAmplificationIsBesidePeople()
    {
        string[] groups = [.. Enumerable.Range(0, 120).Select(i => i % 2 == 0 ? "woman" : "man")];
        string[] people = [.. groups.Select((_, i) => i % 5 == 0 ? "someone cooks" : "someone walks")];
        string[] model = [.. groups.Select((group, i) => group == "woman" ? "a man in a kitchen" : "a man in a garage")];
        var words = new Dictionary<string, IReadOnlyList<string>> { ["woman"] = ["woman"], ["man"] = ["man"] };

        FairnessFinding finding = LeakageAudit.Run("gender", model, groups, people, words, Few);

        Assert.False(finding.Figures.Single(figure => figure.Name == "leakage beyond people's captions").IsNoise);
        FairnessFigure wrong = finding.Figures.Single(figure => figure.Name.Contains("name another group", StringComparison.Ordinal));
        Assert.Equal(1, wrong.Value.Value, 1e-12);
        Assert.False(wrong.IsNoise);
    }

    [Fact]
    public void Run_SameInput_GivesTheSameBitsOnAnyNumberOfThreads()
    {
        string[] groups = [.. Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? "a" : "b")];
        double[] scores = [.. Enumerable.Range(0, 60).Select(i => Math.Sin(i))];

        FairnessFigure one = RankingAudit.Run("q", scores, groups, [10], new ResamplingOptions { Count = 100, MaxDegreeOfParallelism = 1 }).Figures[^1];
        FairnessFigure many = RankingAudit.Run("q", scores, groups, [10], new ResamplingOptions { Count = 100 }).Figures[^1];

        Assert.Equal((one.Value.Lower, one.Value.Upper, one.Baseline!.Mean, one.Baseline.PValue), (many.Value.Lower, many.Value.Upper, many.Baseline!.Mean, many.Baseline.PValue));
    }
}
