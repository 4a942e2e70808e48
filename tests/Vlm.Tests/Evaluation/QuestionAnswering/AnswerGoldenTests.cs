using System.Text.Json;
using Vlm.Evaluation;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Evaluation;

public sealed class AnswerGoldenTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void VqaAccuracy_AllCases_EqualsTheReferenceInThreeVariants()
    {
        using JsonDocument golden = Read("vqa_accuracy.json");
        foreach (JsonElement item in golden.RootElement.GetProperty("cases").EnumerateArray())
        {
            string prediction = item.GetProperty("prediction").GetString()!;
            string[] answers = Texts(item.GetProperty("answers"));
            Assert.Equal(item.GetProperty("normalised_prediction").GetString(), VqaAccuracy.Normalize(prediction));
            Assert.Equal(Texts(item.GetProperty("normalised_answers")), answers.Select(VqaAccuracy.Normalize));
            Assert.Equal(item.GetProperty("after_punctuation").GetString(), VqaNormalizer.Punctuation(VqaNormalizer.Clean(prediction)));
            Assert.Equal(item.GetProperty("lavis").GetDouble(), VqaAccuracy.Of(prediction, answers), Tolerance);
            Assert.Equal(item.GetProperty("master").GetDouble(), VqaAccuracy.Of(prediction, answers, VqaAccuracyVariant.Master), Tolerance);
            Assert.Equal(item.GetProperty("both").GetDouble(), VqaAccuracy.Of(prediction, answers, VqaAccuracyVariant.Both), Tolerance);
        }

        foreach (JsonElement item in golden.RootElement.GetProperty("normaliser").EnumerateArray())
        {
            string text = item.GetProperty("text").GetString()!;
            Assert.Equal(item.GetProperty("punctuation").GetString(), VqaNormalizer.Punctuation(text));
            Assert.Equal(item.GetProperty("normalised").GetString(), VqaAccuracy.Normalize(text));
        }
    }

    [Fact]
    public void Anls_AllCases_EqualsTheReference()
    {
        using JsonDocument golden = Read("anls.json");
        foreach (JsonElement item in golden.RootElement.GetProperty("cases").EnumerateArray())
        {
            string prediction = item.GetProperty("prediction").GetString()!;
            string[] answers = Texts(item.GetProperty("answers"));
            Assert.Equal(item.GetProperty("anls_rrc").GetDouble(), Anls.OfServer(prediction, answers), Tolerance);
            Assert.Equal(item.GetProperty("anls_paper").GetDouble(), Anls.OfPaper(prediction, answers), Tolerance);
        }
    }

    [Fact]
    public void TokenOverlap_AllCases_EqualsTheReference()
    {
        using JsonDocument golden = Read("squad.json");
        foreach (JsonElement item in golden.RootElement.GetProperty("cases").EnumerateArray())
        {
            string prediction = item.GetProperty("prediction").GetString()!;
            string[] answers = Texts(item.GetProperty("answers"));
            Assert.Equal(item.GetProperty("normalised").GetString(), TokenOverlap.Normalize(prediction));
            Assert.Equal(item.GetProperty("exact_match").GetDouble(), TokenOverlap.ExactMatch(prediction, answers), Tolerance);
            Assert.Equal(item.GetProperty("f1").GetDouble(), TokenOverlap.F1(prediction, answers), Tolerance);
            Assert.Equal(item.GetProperty("f1_squad2").GetDouble(), TokenOverlap.F1WithEmpty(prediction, answers), Tolerance);
        }
    }

    [Fact]
    public void RelaxedAccuracy_AllCases_EqualsTheReference()
    {
        using JsonDocument golden = Read("relaxed_accuracy.json");
        foreach (JsonElement item in golden.RootElement.GetProperty("cases").EnumerateArray())
        {
            string prediction = item.GetProperty("prediction").GetString()!, target = item.GetProperty("target").GetString()!;
            Assert.True(item.GetProperty("correct").GetBoolean() == RelaxedAccuracy.IsRight(prediction, target), $"'{prediction}' for '{target}'");
        }
    }

    [Fact]
    public void MultipleChoice_AllCases_EqualsTheReference()
    {
        using JsonDocument golden = Read("multiple_choice.json");
        foreach (JsonElement item in golden.RootElement.GetProperty("cases").EnumerateArray())
        {
            Assert.Equal(item.GetProperty("choice").GetString(), MultipleChoice.Read(item.GetProperty("response").GetString()!, Texts(item.GetProperty("options")))?.ToString());
        }
    }

    [Fact]
    public void VqaAccuracy_OneAnswer_IsRefused() => Assert.Throws<ArgumentException>(() => VqaAccuracy.Of("a", ["a"]));

    private static JsonDocument Read(string name) => JsonDocument.Parse(File.ReadAllBytes(GoldenFolder.Path("metrics", "vqa", name)));

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(text => text.GetString()!)];
}
