using System.Text.Json;
using Vlm.Evaluation;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Evaluation.Retrieval;

public sealed class RetrievalGoldenTests
{
    private const double Tolerance = 1e-9;
    private static readonly SafetensorsFile Tensors = SafetensorsFile.Read(GoldenFolder.Path("metrics", "ranking", "retrieval.safetensors"));
    private static readonly JsonElement Root = GoldenJson.Read(GoldenFolder.Path("metrics", "ranking", "retrieval.json"));

    [Theory]
    [InlineData("five_captions")]
    [InlineData("one_caption")]
    [InlineData("with_ties")]
    [InlineData("constant")]
    public void Of_GoldenSimilarities_RanksUnderFourTieRules(string name)
    {
        foreach ((TieRule rule, string key) in ((TieRule, string)[])[(TieRule.Index, "rank_index"), (TieRule.Optimistic, "rank_optimistic"), (TieRule.Pessimistic, "rank_pessimistic"), (TieRule.Mean, "rank_mean")])
        {
            RetrievalScores actual = Scores(name, rule);
            AssertSummary(Root.GetProperty(name).GetProperty("image_to_text").GetProperty(key), actual.ImageToText.Best);
            AssertSummary(Root.GetProperty(name).GetProperty("text_to_image").GetProperty(key), actual.TextToImage.Best);
        }

        Closeness.Within(Root.GetProperty(name).Double("rsum_index"), Scores(name, TieRule.Index).RecallSum, Tolerance);
    }

    [Theory]
    [InlineData("five_captions")]
    [InlineData("one_caption")]
    [InlineData("with_ties")]
    [InlineData("constant")]
    public void Of_GoldenSimilarities_PrecisionAndGainOfEachQuery(string name)
    {
        RetrievalScores actual = Scores(name, TieRule.Index);
        AssertDirection(Root.GetProperty(name).GetProperty("image_to_text"), actual.ImageToText);
        AssertDirection(Root.GetProperty(name).GetProperty("text_to_image"), actual.TextToImage);
    }

    [Theory]
    [InlineData("five_captions")]
    [InlineData("with_ties")]
    public void Top_GoldenSimilarities_SameOrder(string name)
    {
        int width = (int)Tensors.Shape(name)[1];
        foreach ((JsonElement expected, float[] row) in Root.GetProperty(name).GetProperty("image_to_text").GetProperty("top10").EnumerateArray().Zip(Tensors.Floats(name).Chunk(width)))
        {
            Assert.Equal(expected.EnumerateArray().Select(item => item.GetInt32()), Ranking.Top(row, 10));
        }
    }

    [Fact]
    public void Ndcg_GradedGains_AsScikitLearn()
    {
        int width = (int)Tensors.Shape("graded.scores")[1];
        float[][] scores = [.. Tensors.Floats("graded.scores").Chunk(width)];
        long[][] gains = [.. Tensors.Longs("graded.gains").Chunk(width)];
        foreach (JsonProperty one in Root.GetProperty("graded").EnumerateObject())
        {
            int k = int.Parse(one.Name[(one.Name.IndexOf('@', StringComparison.Ordinal) + 1)..]);
            bool exponential = one.Name.StartsWith("ndcg_exponential", StringComparison.Ordinal);
            Closeness.Within(one.Value.Doubles(), [.. scores.Zip(gains, (row, gain) => GradedRelevance.Ndcg(row, gain, k, exponential))], Tolerance);
        }
    }

    [Fact]
    public void Of_AnyThreads_SameBits()
    {
        float[] matrix = Tensors.Floats("with_ties");
        int[] owners = [.. Enumerable.Range(0, 250).Select(caption => caption / 5)];
        RetrievalScores one = RetrievalScores.Of(matrix, owners, 50, maxDegreeOfParallelism: 1), many = RetrievalScores.Of(matrix, owners, 50, maxDegreeOfParallelism: 6);
        Assert.Equal(one.ImageToText.Queries.SelectMany(query => query.Ranks), many.ImageToText.Queries.SelectMany(query => query.Ranks));
        Assert.Equal(one.TextToImage.MeanAveragePrecision, many.TextToImage.MeanAveragePrecision);
    }

    [Fact]
    public void Of_WrongInput_SaysWhich()
    {
        Assert.Equal(1, Assert.Throws<EvaluationException>(() => RetrievalScores.Of(new float[] { 1, 2, 3, 4 }, [0, 0], 2)).Index);
        Assert.Contains("picture 5", Assert.Throws<EvaluationException>(() => RetrievalScores.Of(new float[] { 1, 2, 3, 4 }, [0, 5], 2)).Message, StringComparison.Ordinal);
        Assert.Contains("NaN", Assert.ThrowsAny<Exception>(() => RelevantRanks.Of([1, float.NaN], [0])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RetrievalScores.Of(new float[3], [0, 1], 2));
        Assert.Throws<ArgumentException>(() => RelevantRanks.Of([1, 2], []));
        Assert.Throws<ArgumentException>(() => RelevantRanks.Of([1, 2], [1, 0]));
    }

    private static RetrievalScores Scores(string name, TieRule ties)
    {
        long[] shape = Tensors.Shape(name);
        int each = Root.GetProperty(name).GetProperty("captions_per_image").GetInt32();
        return RetrievalScores.Of(Tensors.Floats(name), [.. Enumerable.Range(0, (int)shape[1]).Select(caption => caption / each)], (int)shape[0], ties);
    }

    private static void AssertSummary(JsonElement golden, RankSummary actual)
    {
        Closeness.Within(golden.Doubles("ranks"), [.. actual.Ranks], Tolerance);
        Closeness.Within(
            [.. ((string[])["R@1", "R@5", "R@10", "median", "mean", "mrr"]).Select(key => golden.Double(key))],
            [100 * actual.RecallAt(1), 100 * actual.RecallAt(5), 100 * actual.RecallAt(10), actual.Median, actual.Mean, actual.MeanReciprocalRank],
            Tolerance);
    }

    private static void AssertDirection(JsonElement golden, RetrievalDirection actual)
    {
        Closeness.Within(golden.Doubles("ap"), [.. actual.Queries.Select(query => query.AveragePrecision)], Tolerance);
        Closeness.Within(golden.Double("map"), actual.MeanAveragePrecision, Tolerance);
        Closeness.Within(golden.Double("r_precision"), actual.RPrecision, Tolerance);
        foreach (int k in (int[])[1, 5, 10])
        {
            Closeness.Within(golden.GetProperty("ndcg").Doubles($"{k}"), [.. actual.Queries.Select(query => query.Ndcg(k))], Tolerance);
            Closeness.Within(golden.GetProperty("mean_ndcg").Double($"{k}"), actual.Ndcg(k), Tolerance);
            Closeness.Within(golden.GetProperty("true_recall").Double($"{k}"), actual.TrueRecall(k), Tolerance);
        }
    }
}
