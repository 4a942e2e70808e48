using System.Text.Json;
using Vlm.Evaluation;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Evaluation.Captions;

public class RougeTests
{
    private const double Tolerance = 1e-9;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_GoldenTexts_AsRougeScore(bool useStemmer)
    {
        JsonElement golden = CaptionGoldens.Read("rouge_score.json").GetProperty(useStemmer ? "stemmer" : "no_stemmer");
        foreach ((JsonElement expected, CaptionItem item) in golden.GetProperty("first_reference").EnumerateArray().Zip(CaptionGoldens.Set("all").Items))
        {
            AssertScores(expected, Rouge.Of(item.Candidate, item.References[0], useStemmer));
        }

        foreach (JsonElement document in golden.GetProperty("documents").EnumerateArray())
        {
            AssertScores(document.GetProperty("scores"), Rouge.Of(document.Text("prediction"), document.Text("target"), useStemmer));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Compute_GoldenCaptions_BestOfFourAsRougeScore(bool useStemmer)
    {
        JsonElement golden = CaptionGoldens.Read("rouge_score.json").GetProperty(useStemmer ? "stemmer" : "no_stemmer");
        RougeResult actual = Rouge.Compute(CaptionGoldens.Set("all"), useStemmer);
        foreach ((JsonElement expected, RougeScores own) in golden.GetProperty("best_of_four").EnumerateArray().Zip(actual.PerItem))
        {
            AssertScores(expected, own);
        }

        RougeResult first = Rouge.Compute(CaptionSet.Create([.. CaptionGoldens.Set("all").Items.Select(item => new CaptionItem { Id = item.Id, Candidate = item.Candidate, References = [item.References[0]] })]), useStemmer);
        JsonElement mean = golden.GetProperty("mean_f_first_reference");
        Closeness.Within([mean.Double("rouge1"), mean.Double("rouge2"), mean.Double("rougeL"), mean.Double("rougeLsum")], [first.Rouge1, first.Rouge2, first.RougeL, first.RougeLSum], Tolerance);
    }

    [Fact]
    public void Words_GoldenStrings_AsRougeScore()
    {
        foreach (JsonElement row in CaptionGoldens.Read("rouge_score.json").GetProperty("tokens").EnumerateArray())
        {
            Assert.Equal(row[1].Strings(), RougeWords.Split(row[0].GetString()!, useStemmer: false));
            Assert.Equal(row[2].Strings(), RougeWords.Split(row[0].GetString()!, useStemmer: true));
        }
    }

    [Fact]
    public void Compute_TextsTooLongToAlign_NamesTheId()
    {
        string text = string.Concat(Enumerable.Repeat("a ", 30_000));
        CaptionSet set = CaptionSet.FromTokens([new CaptionItem { Id = "long", Candidate = text, References = [text] }]);
        Assert.Equal("long", Assert.Throws<EvaluationException>(() => Rouge.Compute(set)).Id);
    }

    [Fact]
    public void Of_EmptyTexts_Zero() => Assert.Equal(default, Rouge.Of("", "").RougeL);

    private static void AssertScores(JsonElement golden, RougeScores actual)
    {
        foreach ((string name, RougeScore score) in ((string, RougeScore)[])[("rouge1", actual.Rouge1), ("rouge2", actual.Rouge2), ("rougeL", actual.RougeL), ("rougeLsum", actual.RougeLSum)])
        {
            Closeness.Within(golden.Doubles(name), [score.Precision, score.Recall, score.FMeasure], Tolerance);
        }
    }
}
