using System.Text.Json;
using Vlm.Evaluation;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Evaluation.Captions;

public class CocoScoreTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string> Sets => ["all", "first_1", "first_2", "first_25", "every_7th"];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Bleu_GoldenCaptions_AsTheReference(string name)
    {
        JsonElement golden = CaptionGoldens.Scores(name).GetProperty("bleu");
        BleuResult actual = Bleu.Compute(CaptionGoldens.Set(name));
        Closeness.Within(golden.Doubles("corpus"), [.. actual.Corpus], Tolerance);
        JsonElement totals = golden.GetProperty("totals");
        Assert.Equal(totals.Ints("guess"), actual.Counts.Total);
        Assert.Equal(totals.Ints("correct"), actual.Counts.Correct);
        Assert.Equal((totals.GetProperty("testlen").GetInt32(), totals.GetProperty("reflen").GetInt32()), (actual.Counts.CandidateLength, actual.Counts.ReferenceLength));
        foreach ((JsonElement expected, IReadOnlyList<double> own) in golden.GetProperty("per_image").EnumerateArray().Zip(actual.PerItem))
        {
            Closeness.Within(expected.Doubles(), [.. own], Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void RougeL_GoldenCaptions_AsTheReference(string name) => AssertScores(CaptionGoldens.Scores(name).GetProperty("rouge_l"), RougeL.Compute(CaptionGoldens.Set(name)));

    [Theory]
    [MemberData(nameof(Sets))]
    public void CiderD_GoldenCaptions_AsTheReference(string name) => AssertScores(CaptionGoldens.Scores(name).GetProperty("cider_d"), CiderD.Compute(CaptionGoldens.Set(name)));

    [Fact]
    public void CiderD_GoldenReferences_AsManyNGramsAsTheReference()
    {
        JsonElement golden = CaptionGoldens.Scores("all").GetProperty("cider_d");
        CaptionCorpus corpus = CaptionGoldens.Set("all").Corpus;
        for (int order = 1; order <= 4; order++)
        {
            int[] frequencies = CiderD.DocumentFrequencies(corpus, order);
            Assert.Equal(golden.GetProperty("ngrams_in_references").GetProperty($"{order}").GetInt32(), frequencies.Count(frequency => frequency > 0));
        }

        int[] most = [.. Enumerable.Range(1, 4).SelectMany(order => CiderD.DocumentFrequencies(corpus, order)).OrderDescending().Take(60)];
        Assert.Equal([.. golden.GetProperty("most_frequent").EnumerateArray().Select(pair => pair[1].GetInt32())], most);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Compute_MoreThreads_SameBits(int threads)
    {
        CaptionSet set = CaptionGoldens.Set("all");
        Assert.Equal(Bleu.Compute(set, 1).PerItem.SelectMany(own => own), Bleu.Compute(set, threads).PerItem.SelectMany(own => own));
        Assert.Equal(Bleu.Compute(set, 1).Corpus, Bleu.Compute(set, threads).Corpus);
        Assert.Equal(CiderD.Compute(set, 1).PerItem, CiderD.Compute(set, threads).PerItem);
        Assert.Equal(CiderD.Compute(set, 1).Corpus, CiderD.Compute(set, threads).Corpus);
        Assert.Equal(RougeL.Compute(set, 1).PerItem, RougeL.Compute(set, threads).PerItem);
    }

    [Theory]
    [InlineData("first_1", "one picture")]
    [InlineData("first_25", "these 25 pictures")]
    public void CiderD_AnySet_WarnsThatItIsNotComparable(string name, string expected)
    {
        MetricWarning warning = Assert.Single(CiderD.Compute(CaptionGoldens.Set(name)).Warnings);
        Assert.Equal(MetricWarningKind.NotComparable, warning.Kind);
        Assert.Contains(expected, warning.Message, StringComparison.Ordinal);
    }

    private static void AssertScores(JsonElement golden, CaptionScores actual)
    {
        Closeness.Within(golden.Double("corpus"), actual.Corpus, Tolerance);
        Closeness.Within(golden.Doubles("per_image"), [.. actual.PerItem], Tolerance);
    }
}
