using System.Text.Json;
using Vlm.Tests.Evaluation.Captions;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Cli;

public sealed class MetricsCommandTests : IDisposable
{
    private const double Tolerance = 1e-9;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Caption_GoldenCaptions_EveryFigureOfTheReference()
    {
        JsonElement[] items = CaptionGoldens.Items;
        string references = _folder.Write("refs.json", JsonSerializer.Serialize(items.ToDictionary(item => item.Text("filename"), item => item.Strings("references"))));
        string candidates = _folder.Write("cands.json", JsonSerializer.Serialize(items.ToDictionary(item => item.Text("filename"), item => item.Text("candidate"))));
        CommandResult result = await CommandResult.RunAsync("metrics", "caption", "--references", references, "--candidates", candidates, "--resamples", "20", "--json");
        Assert.Equal(0, result.ExitCode);
        JsonElement golden = CaptionGoldens.Scores("all");
        double[] bleu = golden.GetProperty("bleu").Doubles("corpus");
        Closeness.Within(
            [.. bleu, golden.GetProperty("rouge_l").Double("corpus"), golden.GetProperty("cider_d").Double("corpus"), CaptionGoldens.Read("sacrebleu.json").GetProperty("corpus").GetProperty("chrf").Double("score")],
            [.. ((string[])["Bleu_1", "Bleu_2", "Bleu_3", "Bleu_4", "ROUGE_L", "CIDEr", "chrF"]).Select(name => result.Json.Double(name))],
            Tolerance);
        string first = items[0].Text("filename");
        Closeness.Within(golden.GetProperty("cider_d").Doubles("per_image")[0], result.Json.GetProperty("perImage").GetProperty(first).Double("CIDEr"), Tolerance);
        Closeness.Within(CaptionGoldens.Read("sacrebleu.json").GetProperty("per_image")[0].Double("bleu_13a_effective_order"), result.Json.GetProperty("perImage").GetProperty(first).Double("sacreBLEU"), Tolerance);
        JsonElement interval = result.Json.GetProperty("confidence").GetProperty("METEOR_ess");
        Assert.True(interval.Double("lower") <= interval.Double("value") && interval.Double("value") <= interval.Double("upper"));
        Assert.Contains(result.Json.GetProperty("warnings").EnumerateArray(), warning => warning.Text("kind") == "NotComparable" && warning.Text("metric") == "CIDEr");
    }

    [Fact]
    public async Task Caption_Paraphrases_IsCalledMeteor()
    {
        string table = _folder.Write("paraphrases.txt", "0.5\nbig\nlarge\n");
        CommandResult result = await RunAsync("""{ "1": ["a large dog"] }""", """{ "1": "a big dog" }""", "--paraphrases", table);
        Assert.True(result.Json.TryGetProperty("METEOR", out _) && !result.Json.TryGetProperty("METEOR_ess", out _));
        Assert.Contains("one picture", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caption_Compare_TellsNoiseFromADifference()
    {
        string[] ids = [.. Enumerable.Range(0, 30).Select(i => $"{i}")];
        string references = JsonSerializer.Serialize(ids.ToDictionary(id => id, id => new[] { $"a dog number {id} runs on the beach" }));
        string good = JsonSerializer.Serialize(ids.Reverse().ToDictionary(id => id, id => $"a dog number {id} runs on the beach"));
        string bad = JsonSerializer.Serialize(ids.ToDictionary(id => id, id => "two cats sleep"));
        CommandResult different = await RunAsync(references, good, "--compare", _folder.Write("bad.json", bad));
        CommandResult same = await RunAsync(references, good, "--compare", _folder.Write("same.json", good));
        Assert.Equal((false, true), (Noise(different, "CIDEr"), Noise(same, "CIDEr")));
        Assert.Equal("bad.json", different.Json.GetProperty("comparisons")[0].Text("other"));

        static bool Noise(CommandResult result, string figure) => result.Json.GetProperty("comparisons").EnumerateArray().Single(one => one.Text("figure") == figure).GetProperty("noise").GetBoolean();
    }

    [Theory]
    [InlineData("""{ "1": ["a dog"] }""", """{ "1": "a dog", "cat.jpg": "a cat" }""", "cat.jpg")]
    [InlineData("""{ "1": ["a dog"], "cat.jpg": ["a cat"] }""", """{ "1": "a dog" }""", "cat.jpg")]
    [InlineData("""{ "1": ["a dog"] }""", """{ "1": "a dog", "1": "a cat" }""", "'1' stands twice")]
    [InlineData("""{ "1": ["a dog"], "1": ["a cat"] }""", """{ "1": "a dog" }""", "'1' stands twice")]
    [InlineData("""{ "1": [] }""", """{ "1": "a dog" }""", "'1' has no reference")]
    [InlineData("""{ "1": ["a dog"] }""", """[{ "image_id": 1.5, "caption": "a dog" }]""", "[0].image_id: expected an id")]
    [InlineData("""{ "1": ["a dog"] }""", """[{ "image_id": 1, "caption": "a dog" }, { "image_id": "1", "caption": "a cat" }]""", "'1' stands twice")]
    [InlineData("""{ "1": ["a dog"] }""", """{ "1": null }""", "1: expected a text")]
    [InlineData("""{ "1": "a dog" }""", """{ "1": "a dog" }""", "1: expected an array")]
    [InlineData("""{ "1": ["a dog"] """, """{ "1": "a dog" }""", "refs.json")]
    public async Task Caption_WrongFiles_NamesTheIdInOneLine(string references, string candidates, string expected)
    {
        CommandResult result = await RunAsync(references, candidates);
        Assert.Equal((1, ""), (result.ExitCode, result.Out));
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Caption_AMegabyteOfText_NamesTheId()
    {
        CommandResult result = await RunAsync("""{ "7": ["a dog"] }""", JsonSerializer.Serialize(new Dictionary<string, string> { ["7"] = new('a', 1 << 20) }));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("'7' has a text of 1048576 characters", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caption_CocoFormsAndEmptyTexts_NumbersAreIdsAndEmptyIsZeroWithAWarning()
    {
        CommandResult result = await RunAsync(
            """{ "annotations": [{ "image_id": 1, "caption": "a dog runs" }, { "image_id": 2, "caption": "" }, { "image_id": "2", "caption": "a cat sleeps" }] }""",
            """[{ "image_id": 1, "caption": "" }, { "image_id": 2, "caption": "a cat sleeps" }]""");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal((0, 0), (result.Json.GetProperty("perImage").GetProperty("1").Double("CIDEr"), result.Json.GetProperty("perImage").GetProperty("1").Double("METEOR_ess")));
        Assert.Contains("'1': the candidate is empty", result.Error, StringComparison.Ordinal);
        Assert.Contains("'2': 1 of 2 references hold no word", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vqa_GoldenFiles_OverallOfTheReference()
    {
        JsonElement vqa = await VqaAsync("vqa_accuracy.json"), anls = await VqaAsync("anls.json"), squad = await VqaAsync("squad.json"), relaxed = await VqaAsync("relaxed_accuracy.json");
        JsonElement overall = Golden("vqa_accuracy.json").GetProperty("overall_percent");
        Closeness.Within([overall.Double("lavis"), overall.Double("master"), overall.Double("both")], [100 * vqa.Double("vqa_accuracy"), 100 * vqa.Double("vqa_accuracy_master"), 100 * vqa.Double("vqa_accuracy_both")], Tolerance);
        Closeness.Within([Golden("anls.json").Double("mean_rrc"), Golden("anls.json").Double("mean_paper")], [anls.Double("ANLS"), anls.Double("ANLS_paper")], Tolerance);
        Closeness.Within(Golden("relaxed_accuracy.json").Double("accuracy"), relaxed.Double("relaxed_accuracy"), Tolerance);
        Closeness.Within(Golden("squad.json").GetProperty("cases").EnumerateArray().Average(item => item.Double("f1")), squad.Double("token_F1"), Tolerance);
        Assert.Equal(JsonValueKind.Null, anls.GetProperty("vqa_accuracy").ValueKind);
        Assert.Contains("fewer than two", anls.GetProperty("reason").Text("vqa_accuracy"), StringComparison.Ordinal);
        Assert.Contains("fewer than two", anls.GetProperty("confidence").GetProperty("vqa_accuracy").Text("reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vqa_GoldenChoices_AreReadAsTheReference()
    {
        JsonElement actual = (await VqaAsync("multiple_choice.json")).GetProperty("perQuestion");
        int i = 0;
        foreach (JsonElement item in Golden("multiple_choice.json").GetProperty("cases").EnumerateArray())
        {
            Assert.Equal(item.GetProperty("choice").GetString(), actual.GetProperty($"{i++}").GetProperty("choice").GetString());
        }
    }

    [Fact]
    public async Task Vqa_TypesAndChoices_AreScoredByType()
    {
        string data = _folder.Write("answers.json", """
            [{ "id": 1, "type": "colour", "prediction": "red", "answers": ["red", "red"] }, { "id": "b", "type": "colour", "prediction": "", "answers": ["blue", "blue"] },
             { "id": 3, "type": "count", "prediction": "2", "answers": ["two", "2"] }]
            """);
        CommandResult result = await CommandResult.RunAsync("metrics", "vqa", "--data", data, "--json");
        JsonElement byType = result.Json.GetProperty("breakdowns").EnumerateArray().Single(one => one.Text("title") == "accuracy by type of question").GetProperty("metrics");
        Assert.Equal((0.5, 1), (byType.Double("colour"), byType.Double("count")));
        Assert.Contains("'b': the answer is empty", result.Error, StringComparison.Ordinal);
        string choices = _folder.Write("choices.json", """[{ "response": "(B)", "options": ["cat", "dog"], "answer": "dog" }, { "response": "A", "options": ["cat", "dog"], "answer": "B" }]""");
        Assert.Equal(0.5, (await CommandResult.RunAsync("metrics", "vqa", "--data", choices, "--json")).Json.Double("accuracy"));
    }

    [Theory]
    [InlineData("""[{ "id": 1, "prediction": "a", "answers": ["a"] }, { "id": "1", "prediction": "a", "answers": ["a"] }]""", "'1' stands twice")]
    [InlineData("""[{ "prediction": "a", "answers": [] }]""", "'answers' is empty")]
    [InlineData("""[{ "answers": ["a"] }]""", "'prediction' is missing")]
    [InlineData("""[{ "prediction": 3, "answers": ["a"] }]""", "[0].prediction: expected a text")]
    [InlineData("""[{ "id": true, "prediction": "a", "answers": ["a"] }]""", "expected an id")]
    [InlineData("""[{ "id": "x", "prediction": "a", "answers": ["a"] }, { "id": "y", "prediction": "A", "options": ["b"], "answer": "A" }]""", "'y' has options")]
    [InlineData("""[{ "prediction": "A", "options": ["b"], "answer": "D" }]""", "a letter up to A")]
    [InlineData("[]", "no question")]
    public async Task Vqa_WrongFiles_SaysWhere(string json, string expected)
    {
        CommandResult result = await CommandResult.RunAsync("metrics", "vqa", "--data", _folder.Write("answers.json", json), "--json");
        Assert.Equal((1, ""), (result.ExitCode, result.Out));
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    private async Task<CommandResult> RunAsync(string references, string candidates, params string[] more) => await CommandResult.RunAsync(
        ["metrics", "caption", "--references", _folder.Write("refs.json", references), "--candidates", _folder.Write("cands.json", candidates), "--json", "--resamples", "50", .. more]);

    private static async Task<JsonElement> VqaAsync(string name) =>
        (await CommandResult.RunAsync("metrics", "vqa", "--data", GoldenFolder.Path("metrics", "vqa", name), "--json", "--resamples", "20")).Json;

    private static JsonElement Golden(string name) => GoldenJson.Read(GoldenFolder.Path("metrics", "vqa", name));
}
