using System.Text.Json.Nodes;
using Vlm.Training;

namespace Vlm.Tests.Training.Trainers;

public sealed class TrainedModelWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TrainedModelWriterTests()
    {
        _folder.Write("base/vlm.json", """
            { "format": 1, "name": "base", "license": "Apache-2.0.", "imageEncoder": { "folder": "enc" },
              "heads": { "toy": { "folder": "toy" }, "other": { "a": "other/a.txt" } },
              "files": { "enc/model.txt": {}, "toy/old.txt": {}, "toy/sub/old.txt": {}, "other/a.txt": {} } }
            """);
        _folder.Write("base/enc/model.txt", "encoder");
        _folder.Write("base/toy/old.txt", "old");
        _folder.Write("base/toy/sub/old.txt", "old");
        _folder.Write("base/other/a.txt", "other");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WriteAsync_TrainedHead_StandsInItsPlaceBesideTheRest()
    {
        TrainingFolder folder = new(_folder["out"]);
        TrainingState state = await TrainAsync(folder, _folder["base"]);
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(_folder["out/vlm.json"]))!;
        Assert.Equal("base+toy", manifest["name"]!.GetValue<string>());
        Assert.Equal("encoder", File.ReadAllText(_folder["out/enc/model.txt"]));
        Assert.Equal("other", File.ReadAllText(_folder["out/other/a.txt"]));
        Assert.Equal(["enc/model.txt", "other/a.txt", "toy/weights.txt"], manifest["files"]!.AsObject().Select(pair => pair.Key).Where(name => !name.EndsWith("old.txt", StringComparison.Ordinal)));
        Assert.Equal(7, manifest["files"]!["enc/model.txt"]!["bytes"]!.GetValue<int>());
        Assert.Equal("9ff94c3e", manifest["files"]!["enc/model.txt"]!["sha256"]!.GetValue<string>()[..8]);
        string card = File.ReadAllText(_folder["out/README.md"]);
        Assert.Contains("| **score** (chose the weights) |", card, StringComparison.Ordinal);
        Assert.Contains("| epochs | 2 |", card, StringComparison.Ordinal);
        Assert.Contains("| data | a |", card, StringComparison.Ordinal);
        Assert.Contains($"| {state.BestStep} |", card, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Own, "*.partial"));
    }

    [Theory]
    [InlineData("""["no","yes"]""", new[] { "late", "late_whole", "seen", "trained" })]
    [InlineData("""["yes","no"]""", new[] { "trained" })]
    public async Task WriteAsync_OtherFusions_StayWhereTheyGiveTheSameAnswers(string answers, string[] expected)
    {
        _folder.Write("base/vlm.json", """
            { "format": 1, "name": "base", "license": "Apache-2.0.", "imageEncoder": { "folder": "enc" },
              "heads": { "answer": { "fusion": "seen", "labels": "vqa/answers.json", "fusions": {
                "trained": { "folder": "vqa/trained", "kind": "fusion" }, "seen": { "folder": "vqa/seen", "kind": "fusion" },
                "late": { "folder": "vqa/late", "kind": "late" }, "late_whole": { "folder": "vqa/late_whole", "kind": "late" } } } } }
            """);
        _folder.Write("base/vqa/answers.json", answers);
        _folder.Write("base/vqa/config.json", """{ "fusions": { "late": { "image_weight": 0.25, "question_weight": 2 } } }""");
        foreach (string file in (string[])["trained/head.onnx", "seen/head.onnx", "late/image_head.onnx", "late_whole/image_head.onnx", "late_whole/config.json"])
        {
            _folder.Write($"base/vqa/{file}", "old");
        }

        TrainedModelWriter writer = new(_folder["base"], new TrainingFolder(_folder["out"]));
        await writer.WriteAsync(
            "vqa",
            (folder, _) =>
            {
                Directory.CreateDirectory(Path.Combine(folder, "vqa", "trained"));
                File.WriteAllText(Path.Combine(folder, "vqa", "answers.json"), """["no","yes"]""");
                File.WriteAllText(Path.Combine(folder, "vqa", "trained", "head.onnx"), "new");
                JsonNode entry = JsonNode.Parse("""{ "fusion": "trained", "labels": "vqa/answers.json", "fusions": { "trained": { "folder": "vqa/trained", "kind": "fusion" } } }""")!;
                return Task.FromResult<IReadOnlyDictionary<string, JsonNode>>(new Dictionary<string, JsonNode> { ["answer"] = entry });
            },
            _ => "card", TestContext.Current.CancellationToken);

        JsonNode head = JsonNode.Parse(File.ReadAllText(_folder["out/vlm.json"]))!["heads"]!["answer"]!;
        Assert.Equal("trained", (string?)head["fusion"]);
        Assert.Equal(expected, head["fusions"]!.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal));
        Assert.Equal(expected, Directory.GetDirectories(_folder["out/vqa"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Equal("new", File.ReadAllText(_folder["out/vqa/trained/head.onnx"]));
        if (expected.Contains("late"))
        {
            JsonNode weights = JsonNode.Parse(File.ReadAllText(_folder["out/vqa/late/config.json"]))!["fusions"]!["late"]!;
            Assert.Equal((0.25f, 2f), (weights["image_weight"]!.GetValue<float>(), weights["question_weight"]!.GetValue<float>()));
        }
    }

    [Fact]
    public async Task WriteAsync_CaptionerOfAModelThatRanksItsBeams_TheModelStillDoes()
    {
        _folder.Write("base/vlm.json", """
            { "format": 1, "name": "base", "license": "Apache-2.0.", "imageEncoder": { "folder": "enc" },
              "heads": { "caption": { "folder": "captioner", "generation": { "num_beams": 8, "rerank_weight": 3 } }, "retrieval": { "image": "r/i.onnx", "text": "r/t.onnx" } } }
            """);
        await new TrainedModelWriter(_folder["base"], new TrainingFolder(_folder["out"])).WriteAsync(
            "caption",
            (folder, _) => Task.FromResult<IReadOnlyDictionary<string, JsonNode>>(
                new Dictionary<string, JsonNode> { ["caption"] = JsonNode.Parse("""{ "folder": "captioner", "generation": { "num_beams": 3 } }""")! }),
            _ => "card", TestContext.Current.CancellationToken);
        JsonNode generation = JsonNode.Parse(File.ReadAllText(_folder["out/vlm.json"]))!["heads"]!["caption"]!["generation"]!;
        Assert.Equal((3, 3), (generation["num_beams"]!.GetValue<int>(), generation["rerank_weight"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("onnx/model_fp16.onnx", "onnx/model.onnx", true)]
    [InlineData("onnx/model.onnx", "onnx/model_quantized.onnx", true)]
    [InlineData("onnx/text_model.onnx", "onnx/vision_model.onnx", false)]
    [InlineData("other/model_fp16.onnx", "onnx/model.onnx", false)]
    [InlineData("onnx/model.onnx", "onnx/model.onnx", false)]
    public void IsVariant_SameFileInAnotherPrecision_IsOne(string file, string made, bool expected) => Assert.Equal(expected, StaleHeads.IsVariant(file, made));

    [Fact]
    public async Task Write_Report_HoldsCurveScoresAndSettings()
    {
        TrainingFolder folder = new(_folder["out"]);
        TrainingState state = await TrainAsync(folder, _folder["base"]);
        TrainingReport.Write(folder, "score", state);
        string svg = File.ReadAllText(folder.Curve), page = File.ReadAllText(folder.Report);
        Assert.Equal(3, svg.Split("<polyline").Length - 1);
        Assert.Equal("svg", System.Xml.Linq.XDocument.Parse(svg).Root!.Name.LocalName);
        Assert.Contains("best score", page, StringComparison.Ordinal);
        Assert.Contains("learningRate", page, StringComparison.Ordinal);
        JsonNode history = JsonNode.Parse(File.ReadAllText(folder.History))!;
        Assert.Equal(state.Validations.Count, history["validations"]!.AsArray().Count);
    }

    [Fact]
    public async Task WriteAsync_BaseIsNoComposedModel_TypedError()
    {
        TrainingException e = await Assert.ThrowsAsync<TrainingException>(() => TrainAsync(new TrainingFolder(_folder["out"]), _folder["base/enc"]));
        Assert.Contains("vlm.json", e.Message, StringComparison.Ordinal);
    }

    private static async Task<TrainingState> TrainAsync(TrainingFolder folder, string baseModel)
    {
        using ToyTask task = new();
        TrainingSettings settings = new() { Epochs = 2, BatchSize = 20, Threads = 1 };
        using TrainingLoop loop = new(task, settings, folder);
        TrainingState state = await loop.RunAsync(resumes: false, default);
        await new TrainedModelWriter(baseModel, folder).WriteAsync(task, state, default);
        return state;
    }
}
