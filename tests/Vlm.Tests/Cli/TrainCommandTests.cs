using System.Text;
using System.Text.Json;
using Vlm.Training;

namespace Vlm.Tests.Cli;

[Collection(Alone.Name)]
public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;

    public TrainCommandTests()
    {
        for (int i = 0; i < 8; i++)
        {
            foreach (string split in (string[])["train", "val"])
            {
                ColouredPictures.Write(_folder[$"data/{split}/red/{i}.bmp"], 200, 60, 50, i);
                ColouredPictures.Write(_folder[$"data/{split}/blue/{i}.bmp"], 40, 60, 210, 50 + i);
            }
        }

        _data = _folder["data"];
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TrainClassify_KilledAndResumed_SameModelAsUninterruptedAndItClassifies()
    {
        string settings = _folder.Write("s.json", """{ "epochs": 20, "batchSize": 8, "checkpointEverySteps": 1, "validateEverySteps": 40, "patience": null, "threads": 1 }""");
        CommandResult whole = await TrainAsync("whole", settings);
        Assert.True(whole.ExitCode == 0, whole.Error);
        TrainingFolder killed = new(_folder["killed"]);
        using (CommandProcess process = new("train", "classify", "--data", _data, "--out", killed.Model, "--settings", settings, "--features", _folder["f"], "--json"))
        {
            // From the first checkpoint on, at any time.
            while (!File.Exists(killed.Last))
            {
                await Task.Delay(1);
            }

            process.Kill();
        }

        long step = CheckpointFile.Read(killed.Last).State.Step;
        CommandResult resumed = await TrainAsync("killed", settings, "--resume");
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.InRange(step, 1, 80);
        Assert.Equal(CheckpointFile.Read(new TrainingFolder(_folder["whole"]).Last).Tensors, CheckpointFile.Read(killed.Last).Tensors);
        Assert.Equal(File.ReadAllBytes(_folder["whole/classifier/head.onnx"]), File.ReadAllBytes(_folder["killed/classifier/head.onnx"]));
        JsonElement json = resumed.Json;
        Assert.Equal(100, json.GetProperty("metrics").GetProperty("accuracy").GetDouble());
        Assert.Equal(killed.Model, json.GetProperty("out").GetString());
        using IVisionLanguageModel model = VisionLanguageModel.Load(killed.Model);
        IImageClassifier classifier = (IImageClassifier)model.GetService(typeof(IImageClassifier))!;
        Assert.Equal(["blue", "red"], classifier.Labels);
        Assert.Equal("red", (await classifier.ClassifyAsync([ImageInput.FromFile(_folder["data/val/red/3.bmp"])]))[0][0].Label);
        Assert.True(model.Info.Capabilities.HasFlag(ModelCapabilities.Caption | ModelCapabilities.Classify));
    }

    [Fact]
    public async Task TrainClassify_Shots_SaysWhatEachNumberIsWorth()
    {
        CommandResult result = await CommandResult.RunAsync("train", "classify", "--data", _data, "--out", _folder["few"], "--shots", "1,2", "--draws", "2", "--json");
        Assert.True(result.ExitCode == 0, result.Error);
        JsonElement.ArrayEnumerator rows = result.Json.GetProperty("metrics").GetProperty("fewShot").EnumerateArray();
        Assert.Equal(8, rows.Count());
        Assert.Equal(2, rows.Count(row => row.GetProperty("chosen").GetBoolean()));
        Assert.All(rows, row => Assert.InRange(row.GetProperty("accuracy").GetDouble(), row.GetProperty("lower").GetDouble(), row.GetProperty("upper").GetDouble()));
        using IVisionLanguageModel model = VisionLanguageModel.Load(_folder["few"]);
        IImageClassifier classifier = (IImageClassifier)model.GetService(typeof(IImageClassifier))!;
        Assert.Equal("blue", (await classifier.ClassifyAsync([ImageInput.FromFile(_folder["data/val/blue/1.bmp"])]))[0][0].Label);
    }

    [Fact]
    public async Task TrainClassify_ShotsWithAnEncoderToTrain_AreRefused()
    {
        string settings = _folder.Write("s.json", """{ "classify": { "imageEncoder": { "blocks": 1 } } }""");
        CommandResult result = await CommandResult.RunAsync("train", "classify", "--data", _data, "--out", _folder["few"], "--shots", "1,2", "--settings", settings);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("classify: imageEncoder is set", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TrainRetrieval_MissingUnreadableAndEmptyEntries_ToldAndLeftOutAndTheRestIsTrained()
    {
        StringBuilder lines = new();
        foreach ((string split, string colour, int i) in from split in (string[])["train", "val"] from colour in (string[])["red", "blue"] from i in Enumerable.Range(0, 4) select (split, colour, i))
        {
            lines.AppendLine($$"""{ "image": "{{split}}/{{colour}}/{{i}}.bmp", "captions": ["a {{colour}} picture"], "split": "{{split}}" }""");
        }

        lines.AppendLine("""{ "image": "train/gone.bmp", "captions": ["a picture that is not there"], "split": "train" }""");
        lines.AppendLine("""{ "image": "train/red/5.bmp", "captions": ["  "], "split": "train" }""");
        lines.AppendLine("""{ "image": "train/torn.bmp", "captions": ["torn"], "split": "train" }""");
        _folder.Write("data/train/torn.bmp", "BM is no picture");
        string data = _folder.Write("data/captions.jsonl", lines.ToString());
        string settings = _folder.Write("s.json", """{ "epochs": 2, "batchSize": 8, "threads": 1, "retrieval": { "width": 16, "pooledWidth": 16, "embeddingSize": 8 } }""");
        CommandResult result = await CommandResult.RunAsync("train", "retrieval", "--data", data, "--images", _data, "--out", _folder["out"], "--settings", settings);
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("gone.bmp", result.Error, StringComparison.Ordinal);
        Assert.Contains("EmptyText", result.Error, StringComparison.Ordinal);
        Assert.Contains("torn.bmp", result.Error, StringComparison.Ordinal);
        Assert.Contains("image to text R@1", result.Out, StringComparison.Ordinal);
        Assert.Contains("| training pictures | 8 |", File.ReadAllText(_folder["out/README.md"]), StringComparison.Ordinal);
        using IVisionLanguageModel model = VisionLanguageModel.Load(_folder["out"]);
        Assert.Equal(8, model.Info.EmbeddingSize);
        Assert.Contains("16 of 16 captions encoded", result.Error, StringComparison.Ordinal);
        CommandResult resumed = await CommandResult.RunAsync("train", "retrieval", "--data", data, "--images", _data, "--out", _folder["out"], "--settings", settings, "--resume");
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.DoesNotContain("captions encoded", resumed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TrainRetrieval_SharedFeaturesOfMoreViews_DrawsFromThoseItAsksFor()
    {
        string[] pictures = ["train/red", "train/blue", "val/red", "val/blue"];
        string lines = string.Concat(pictures.Select(name => $$"""{ "image": "{{name}}/0.bmp", "captions": ["a {{name[(name.IndexOf('/') + 1)..]}} picture"], "split": "{{name[..name.IndexOf('/')]}}" }""" + "\n"));
        string data = _folder.Write("data/captions.jsonl", lines);
        foreach ((string crops, string expected) in new[] { ("true", "6 views"), ("false", "2 views") })
        {
            string settings = _folder.Write("s.json", $$"""{ "epochs": 1, "batchSize": 2, "threads": 1, "retrieval": { "width": 8, "pooledWidth": 8, "embeddingSize": 8, "crops": {{crops}} } }""");
            CommandResult result = await CommandResult.RunAsync("train", "retrieval", "--data", data, "--images", _data, "--out", _folder[crops], "--settings", settings, "--features", _folder["shared.features"]);
            Assert.True(result.ExitCode == 0, result.Error);
            Assert.Contains(expected, File.ReadAllText(_folder[$"{crops}/README.md"]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Train_PrepareOnly_SaysWhatIsInTheDataAndWritesNothing()
    {
        File.Copy(_folder["data/train/red/1.bmp"], _folder["data/val/red/copy.bmp"]);
        CommandResult result = await CommandResult.RunAsync("train", "classify", "--data", _data, "--prepare-only", "--json");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("copy.bmp", result.Out, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Object, result.Json.ValueKind);
        CommandResult text = await CommandResult.RunAsync("train", "classify", "--data", _data, "--prepare-only");
        Assert.Contains("copy.bmp", text.Out, StringComparison.Ordinal);
        Assert.Contains("train", text.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "classify", "'--out' is required", "--out")]
    [InlineData(1, "retrieval", "none of its 32 items has what 'retrieval' learns from: captions")]
    [InlineData(2, "classify", "--shots takes whole numbers", "--shots", "1,x")]
    [InlineData(1, "classify", "'epoch' is no setting", "--settings", "SETTINGS")]
    public async Task Train_Wrong_SaysWhatInOneLine(int code, string task, string expected, params string[] more)
    {
        string settings = _folder.Write("wrong.json", """{ "epoch": 3 }""");
        string[] output = more is ["--out"] ? [] : ["--out", _folder["out"]];
        more = more is ["--out"] ? [] : more;
        CommandResult result = await CommandResult.RunAsync([.. (string[])["train", task, "--data", _data], .. output, .. more.Select(word => word == "SETTINGS" ? settings : word)]);
        Assert.Equal(code, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out/training"]));
    }

    private Task<CommandResult> TrainAsync(string name, string settings, params string[] more) =>
        CommandResult.RunAsync([.. (string[])["train", "classify", "--data", _data, "--out", _folder[name], "--settings", settings, "--features", _folder["f"], "--json"], .. more]);
}
