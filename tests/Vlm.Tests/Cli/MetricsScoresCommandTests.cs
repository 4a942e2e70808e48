using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Cli;

/// <summary><c>vlm metrics classification</c> and <c>retrieval</c>.</summary>
public sealed class MetricsScoresCommandTests : IDisposable
{
    private const double Tolerance = 1e-9;

    // A flat optimum: the temperature's own tolerance is wider.
    private static readonly string[] WiderNames = ["optimum", "after"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Classification_GoldenTensors_TheGoldenDocument()
    {
        JsonElement golden = GoldenJson.Read(GoldenFolder.Path("metrics", "ranking", "classification.json"));
        JsonElement actual = await RunAsync("classification", GoldenFolder.Path("metrics", "ranking", "classification.safetensors"));
        foreach (JsonProperty member in golden.EnumerateObject().Where(member => member.Name is not ("binary" or "multilabel" or "degenerate")))
        {
            AssertWithin(member.Value, actual.GetProperty(member.Name), member.Name);
        }

        Assert.Equal(JsonValueKind.Null, actual.GetProperty("roc_auc_one_vs_rest").GetProperty("6").ValueKind);
        Assert.NotEmpty(actual.GetProperty("roc_auc_one_vs_rest").GetProperty("reason").Text("6"));
    }

    [Fact]
    public async Task Classification_GoldenBinaryAndMultilabel_TheGoldenDocument()
    {
        string path = GoldenFolder.Path("metrics", "ranking", "classification.json");
        JsonElement golden = GoldenJson.Read(path), actual = await RunAsync("classification", path);
        foreach (string part in (string[])["binary", "multilabel"])
        {
            foreach (JsonProperty member in golden.GetProperty(part).EnumerateObject().Where(member => member.Name is not ("labels" or "scores")))
            {
                JsonElement own = actual.GetProperty(part).GetProperty(member.Name);
                JsonElement compared = member.Name == "average_precision" && part == "multilabel" ? JsonSerializer.SerializeToElement(own.EnumerateArray().Take(member.Value.GetArrayLength())) : own;
                AssertWithin(member.Value, compared, $"{part}.{member.Name}");
            }
        }
    }

    [Theory]
    [InlineData("five_captions")]
    [InlineData("one_caption")]
    [InlineData("with_ties")]
    [InlineData("constant")]
    [InlineData("graded")]
    public async Task Retrieval_GoldenTensors_TheGoldenDocument(string name)
    {
        JsonElement golden = GoldenJson.Read(GoldenFolder.Path("metrics", "ranking", "retrieval.json")).GetProperty(name);
        JsonElement actual = (await RunAsync("retrieval", GoldenFolder.Path("metrics", "ranking", "retrieval.safetensors"))).GetProperty(name);
        foreach (JsonProperty member in golden.EnumerateObject().Where(member => member.Name != "captions_per_image"))
        {
            AssertWithin(member.Value, actual.GetProperty(member.Name), $"{name}.{member.Name}");
        }
    }

    [Fact]
    public async Task Classification_NamesAndPredictions_AreScored()
    {
        JsonElement actual = await RunAsync("classification", _folder.Write("a.json", """{ "labels": ["dog", "cat", "dog"], "predictions": ["dog", "dog", "dog"], "ids": [1, 2, 3] }"""));
        Assert.Equal("cat", actual.GetProperty("class_names")[0].GetString());
        Closeness.Within(2 / 3.0, actual.Double("accuracy"), 1e-12);
        Assert.Contains(actual.GetProperty("warnings").EnumerateArray(), warning => warning.Text("kind") == "ZeroByZero");
        Assert.False(actual.TryGetProperty("log_loss", out _));
    }

    [Fact]
    public async Task Metrics_ZeroByZero_TheAgreedValueWithAWarning()
    {
        CommandResult binary = await CommandResult.RunAsync("metrics", "classification", "--data", _folder.Write("a.json", """{ "labels": [0, 0], "scores": [0, 0] }"""), "--json");
        Assert.Equal(0, binary.Json.GetProperty("at_greater_than_0.5").Double("f1"));
        Assert.Equal(JsonValueKind.Null, binary.Json.GetProperty("roc_auc").ValueKind);
        Assert.Contains("negative", binary.Json.GetProperty("reason").Text("roc_auc"), StringComparison.Ordinal);
        Assert.Contains(binary.Json.GetProperty("warnings").EnumerateArray(), warning => warning.Text("metric") == "f1" && warning.Text("kind") == "ZeroByZero");
        CommandResult graded = await CommandResult.RunAsync("metrics", "retrieval", "--data", _folder.Write("a.json", """{ "scores": [[1, 2], [2, 1]], "gains": [[0, 0], [0, 1]] }"""), "--json");
        Assert.Equal(0, graded.Json.Doubles("ndcg_linear@1")[0]);
        Assert.Equal("0", Assert.Single(graded.Json.GetProperty("warnings").EnumerateArray()).Text("id"));
        CommandResult labels = await CommandResult.RunAsync("metrics", "classification", "--data", _folder.Write("a.json", """{ "labels": [[1, 0], [0, 0]], "scores": [[1, 0], [0, 0]] }"""), "--json");
        Assert.Contains("class 1 does not occur", labels.Error, StringComparison.Ordinal);
        CommandResult answers = await CommandResult.RunAsync("metrics", "vqa", "--data", _folder.Write("a.json", """[{ "prediction": "the", "answers": ["a", "."] }]"""), "--json");
        Assert.Equal((0, 1), (answers.Json.Double("token_F1"), answers.Json.Double("token_F1_squad2")));
        Assert.Contains("0 divided by 0", answers.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retrieval_JsonWithOwners_IsScored()
    {
        JsonElement actual = await RunAsync("retrieval", _folder.Write("a.json", """{ "similarities": [[0.9, 0.1, 0.3], [0.2, 0.8, 0.4]], "owners": [0, 1, 1] }"""));
        Assert.Equal(100, actual.GetProperty("image_to_text").GetProperty("rank_pessimistic").Double("R@1"));
        Assert.Equal(1, actual.GetProperty("metrics").Double("text_to_image_R@1"));
    }

    [Theory]
    [InlineData("classification", """{ "labels": [0, 1], "logits": [[1, 2], [NaN, 1]] }""", "NaN and infinity are no scores")]
    [InlineData("classification", """{ "labels": [0, 1], "logits": [[1, 2], [null, 1]], "ids": ["a.jpg", "b.jpg"] }""", "The score of 'b.jpg'")]
    [InlineData("classification", """{ "labels": [0, 1], "logits": [[1, 2], [1e999, 1]] }""", "logits[1][0]: expected a number")]
    [InlineData("classification", """{ "labels": [0, 2], "logits": [[1, 2], [3, 1]] }""", "3 classes, and rows of 2")]
    [InlineData("classification", """{ "labels": [0, 1], "logits": [[1, 2]] }""", "2 labels and 1 logits")]
    [InlineData("classification", """{ "labels": [0, 1], "logits": [[1, 2], [3]] }""", "the row has 1 logits")]
    [InlineData("classification", """{ "labels": ["dog"], "predictions": ["cow"], "classes": ["dog", "cat"] }""", "one of the 2 classes")]
    [InlineData("classification", """{ "labels": [0, 2], "scores": [1, 2] }""", "a whole number from 0 to 1")]
    [InlineData("classification", """{ "scores": [1, 2] }""", "'labels' is missing")]
    [InlineData("retrieval", """{ "similarities": [[1, 2], [3]] }""", "row 1 of 'similarities' has 1")]
    [InlineData("retrieval", """{ "similarities": [[1, "x"]] }""", "similarities[0][1]: expected a number")]
    [InlineData("retrieval", """{ "similarities": [[1, 2, 3], [1, 2, 3]] }""", "give 'owners'")]
    [InlineData("retrieval", """{ "similarities": [[1, 2], [1, 2]], "owners": [0, 0] }""", "Picture 1 has no caption")]
    [InlineData("retrieval", """{ "other": 1 }""", "'similarities' is missing")]
    public async Task Metrics_WrongFiles_SaysWhere(string command, string json, string expected)
    {
        CommandResult result = await CommandResult.RunAsync("metrics", command, "--data", _folder.Write("data.json", json), "--json");
        Assert.Equal((1, ""), (result.ExitCode, result.Out));
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_TensorsCutAnywhereOrNaN_AreRefused()
    {
        byte[] whole = File.ReadAllBytes(GoldenFolder.Path("metrics", "ranking", "retrieval.safetensors"));
        string path = _folder["cut.safetensors"];
        foreach (int length in (int[])[0, 7, 8, 100, 700, whole.Length - 1])
        {
            File.WriteAllBytes(path, whole[..length]);
            CommandResult cut = await CommandResult.RunAsync("metrics", "retrieval", "--data", path, "--json");
            Assert.Equal((1, ""), (cut.ExitCode, cut.Out));
            Assert.Contains("cut.safetensors", cut.Error, StringComparison.Ordinal);
        }

        byte[] logits = File.ReadAllBytes(GoldenFolder.Path("metrics", "ranking", "classification.safetensors"));
        BitConverter.GetBytes(float.NaN).CopyTo(logits, logits.Length - 4);
        File.WriteAllBytes(path, logits);
        CommandResult nan = await CommandResult.RunAsync("metrics", "classification", "--data", path, "--json");
        Assert.Contains("item 399 for class 6 is NaN", nan.Error, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> RunAsync(string command, string path)
    {
        CommandResult result = await CommandResult.RunAsync("metrics", command, "--data", path, "--json", "--resamples", "20");
        Assert.Equal(0, result.ExitCode);
        return result.Json;
    }

    private static void AssertWithin(JsonElement golden, JsonElement actual, string place)
    {
        switch (golden.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in golden.EnumerateObject())
                {
                    AssertWithin(member.Value, actual.GetProperty(member.Name), $"{place}.{member.Name}");
                }

                break;
            case JsonValueKind.Array:
                Assert.Equal((place, golden.GetArrayLength()), (place, actual.GetArrayLength()));
                foreach ((JsonElement one, JsonElement own) in golden.EnumerateArray().Zip(actual.EnumerateArray()))
                {
                    AssertWithin(one, own, place);
                }

                break;
            case JsonValueKind.Number:
                Closeness.Within(golden.GetDouble(), actual.GetDouble(), WiderNames.Any(name => place.Contains($".{name}", StringComparison.Ordinal)) ? 1e-5 : Tolerance, place);
                break;
            default:
                Assert.Equal((place, golden.GetRawText()), (place, actual.GetRawText()));
                break;
        }
    }
}
