using System.Text;
using System.Text.Json.Nodes;
using Vlm.Evaluation;
using Vlm.Tests.Cli;
using Vlm.Tests.Goldens;
using Vlm.Tests.Training.Trainers;
using Vlm.Training;

namespace Vlm.Tests.Training.FineTuning;

/// <summary>Heads trained together with an encoder of models/default: what comes out is a model whose files give the scores that were told.</summary>
public sealed class TunedEncoderTrainingTests : IDisposable
{
    private static readonly (string Name, byte Red, byte Green, byte Blue)[] Colours =
        [("red", 200, 60, 50), ("blue", 40, 60, 210), ("green", 30, 190, 60), ("white", 240, 240, 240), ("black", 12, 12, 12), ("yellow", 240, 230, 30)];

    private static readonly string BaseText = ModelsFolder.Find("default", "text-encoder", "onnx", "model.onnx");
    private static readonly string BaseImage = ModelsFolder.Find("default", "image-encoder", "onnx", "model.onnx");

    private readonly TemporaryFolder _folder = new();
    private readonly string _captions;

    public TunedEncoderTrainingTests()
    {
        StringBuilder lines = new();
        foreach ((string split, int seed) in (ReadOnlySpan<(string, int)>)[("train", 1), ("val", 2)])
        {
            foreach ((string name, byte red, byte green, byte blue) in Colours)
            {
                ColouredPictures.Write(_folder[$"data/{split}/{name}/1.bmp"], red, green, blue, seed);
                lines.AppendLine($$"""{ "image": "{{split}}/{{name}}/1.bmp", "captions": ["a {{name}} wall", "all is {{name}} here"], "split": "{{split}}" }""");
            }
        }

        _captions = _folder.Write("captions.jsonl", lines.ToString());
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData(4)]
    public async Task TrainAsync_RetrievalWithTextEncoder_ScoresAreThoseOfTheFiles(int? rank)
    {
        TrainingResult result = await TrainRetrievalAsync("out", new EncoderTuning { Blocks = 1, LoraRank = rank, Rate = 0.5 }, null);
        Assert.Equal(new FileInfo(BaseText).Length, new FileInfo(_folder["out/text-encoder/onnx/model.onnx"]).Length);
        Assert.Equal(File.ReadAllBytes(BaseImage), File.ReadAllBytes(_folder["out/image-encoder/onnx/model.onnx"]));
        Dictionary<string, float[]> before = Weights(BaseText), after = Weights(_folder["out/text-encoder/onnx/model.onnx"]);
        HashSet<string> last = [.. OnnxModule.Read(BaseText).Weights.Where(weight => weight.Block == 5).Select(weight => weight.Name)];
        Assert.All(before, weight => Assert.True(weight.Value.AsSpan().SequenceEqual(after[weight.Key]) || last.Contains(weight.Key), $"{weight.Key} is not of the last block, and changed."));
        Assert.Contains(before, weight => !weight.Value.AsSpan().SequenceEqual(after[weight.Key]));

        // The head of answers read the encoder as it was; the captioner reads pictures alone.
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(_folder["out/vlm.json"]))!;
        Assert.Equal(["caption", "retrieval"], manifest["heads"]!.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(_folder["out/vqa"]));
        Assert.DoesNotContain(manifest["files"]!.AsObject(), pair => pair.Key.StartsWith("vqa", StringComparison.Ordinal));
        Assert.Contains($"| text encoder | {(rank is null ? "" : "adapters of rank 4 in ")}the last 1 of 6 blocks, at 0.5 of the learning rate |", File.ReadAllText(_folder["out/README.md"]), StringComparison.Ordinal);
        Assert.Equal(result.Scores["text to image R@1"], await TextToImageAsync(_folder["out"]), 1e-9);
    }

    [Fact]
    public async Task TrainAsync_RetrievalWithBothEncodersStoppedAndResumed_SameFiles()
    {
        EncoderTuning text = new() { Blocks = 1 }, image = new() { Blocks = 2 };
        await TrainRetrievalAsync("whole", text, image);
        using CancellationTokenSource source = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TrainRetrievalAsync("stopped", text, image, new StopAfter(2, source), cancellationToken: source.Token));
        TrainingResult result = await TrainRetrievalAsync("stopped", text, image, resumes: true);
        foreach (string file in (string[])["text-encoder/onnx/model.onnx", "image-encoder/onnx/model.onnx", "retrieval/image_projection.onnx"])
        {
            Assert.Equal(File.ReadAllBytes(_folder["whole/" + file]), File.ReadAllBytes(_folder["stopped/" + file]));
        }

        Assert.NotEqual(File.ReadAllBytes(BaseImage), File.ReadAllBytes(_folder["stopped/image-encoder/onnx/model.onnx"]));
        Assert.Equal(result.Scores["text to image R@1"], await TextToImageAsync(_folder["stopped"]), 1e-9);

        // Nothing trained the layer that reads the encoder's own classes off what is no longer there.
        using IVisionLanguageModel model = VisionLanguageModel.Load(_folder["stopped"]);
        Assert.False(model.Info.Capabilities.HasFlag(ModelCapabilities.Classify));
        Assert.Null(model.GetService(typeof(IImageClassifier)));
    }

    [Fact]
    public async Task TrainAsync_RetrievalContinues_BeginsWithTheModelsTowers()
    {
        TrainingSettings settings = new() { Epochs = 1, BatchSize = 6, LearningRate = 1e-12, Threads = 1, Retrieval = new RetrievalSettings { Continues = true, Dropout = 0, KeptCells = null } };
        TrainingResult result = await TrainAsync(TrainingTaskKind.Retrieval, "out", settings, OpenCaptions());
        Assert.Equal(await TextToImageAsync(ModelsFolder.Find("default")), result.Scores["text to image R@1"], 1e-9);
        JsonNode before = JsonNode.Parse(File.ReadAllText(ModelsFolder.Find("default", "retrieval", "config.json")))!, after = JsonNode.Parse(File.ReadAllText(_folder["out/retrieval/config.json"]))!;
        Assert.Equal(before["logit_scale"]!.GetValue<double>(), after["logit_scale"]!.GetValue<double>(), 1e-3);
    }

    [Fact]
    public async Task TrainAsync_ClassifierWithImageEncoder_LearnsAndOtherHeadsAreLeftOut()
    {
        List<string> log = [];
        TrainingSettings settings = new()
        {
            Epochs = 8,
            BatchSize = 6,
            LearningRate = 5e-3,
            Threads = 1,
            Classify = new ClassifierSettings { Dropout = 0, ImageEncoder = new EncoderTuning { Rate = 0.01 } },
        };
        TrainingResult result = await TrainAsync(TrainingTaskKind.Classify, "out", settings, DataSet.Open(_folder["data"]), log: log.Add);
        Assert.Equal(100, result.Scores["accuracy"]);
        Assert.Contains(log, line => line.Contains("(caption, answer, retrieval, the encoder's own classes) will not be in the model", StringComparison.Ordinal));
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(_folder["out/vlm.json"]))!;
        Assert.Equal(["classify"], manifest["heads"]!.AsObject().Select(pair => pair.Key));
        Assert.NotEqual(File.ReadAllBytes(BaseImage), File.ReadAllBytes(_folder["out/image-encoder/onnx/model.onnx"]));
        using IVisionLanguageModel model = VisionLanguageModel.Load(_folder["out"]);
        IImageClassifier classifier = (IImageClassifier)model.GetService(typeof(IImageClassifier))!;
        foreach ((string name, _, _, _) in Colours)
        {
            Assert.Equal(name, (await classifier.ClassifyAsync([ImageInput.FromFile(_folder[$"data/val/{name}/1.bmp"])]))[0][0].Label);
        }
    }

    [Theory]
    [InlineData("""{ "retrieval": { "textEncoder": { "blocks": 0 } } }""", "retrieval: textEncoder: found blocks 0")]
    [InlineData("""{ "retrieval": { "imageEncoder": { "rate": 0 } } }""", "retrieval: imageEncoder: found blocks , loraRank , loraAlpha 16, rate 0")]
    [InlineData("""{ "retrieval": { "textEncoder": { "lora": 4 } } }""", "lora")]
    public async Task TrainAsync_TuningOutOfRange_TypedError(string json, string expected)
    {
        TrainingException error = await Assert.ThrowsAsync<TrainingException>(async () =>
        {
            TrainingSettings settings = TrainingSettingsFile.Read(_folder.Write("s.json", json));
            await TrainAsync(TrainingTaskKind.Retrieval, "out", settings, OpenCaptions());
        });
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private DataSet OpenCaptions() => DataSet.Open(_captions, new DataSetOptions { Images = _folder["data"] });

    private Task<TrainingResult> TrainRetrievalAsync(
        string output, EncoderTuning? text, EncoderTuning? image, IProgress<TrainingProgress>? progress = null, bool resumes = false, CancellationToken cancellationToken = default)
    {
        RetrievalSettings retrieval = new() { Width = 16, PooledWidth = 16, EmbeddingSize = 16, Dropout = 0, KeptCells = 20, NeighbourWeight = 0.1, TextEncoder = text, ImageEncoder = image };
        TrainingSettings settings = new() { Epochs = 4, BatchSize = 6, LearningRate = 2e-3, Threads = 1, Retrieval = retrieval };
        return TrainAsync(TrainingTaskKind.Retrieval, output, settings, OpenCaptions(), progress, resumes, cancellationToken: cancellationToken);
    }

    private async Task<TrainingResult> TrainAsync(
        TrainingTaskKind task, string output, TrainingSettings settings, DataSet data, IProgress<TrainingProgress>? progress = null, bool resumes = false, Action<string>? log = null, CancellationToken cancellationToken = default)
    {
        using (data)
        {
            TrainingRequest request = new() { Task = task, Data = data, Output = _folder[output], Settings = settings, Model = ModelsFolder.Find("default"), Resume = resumes, Log = log };
            return await ModelTrainer.TrainAsync(request, progress, cancellationToken);
        }
    }

    // Of the validation pictures, through the files alone.
    private async Task<double> TextToImageAsync(string folder)
    {
        using IVisionLanguageModel model = VisionLanguageModel.Load(folder);
        ImageInput[] pictures = [.. Colours.Select(colour => ImageInput.FromFile(_folder[$"data/val/{colour.Name}/1.bmp"]))];
        string[] texts = [.. Colours.SelectMany(colour => (string[])[$"a {colour.Name} wall", $"all is {colour.Name} here"])];
        float[] similarities = [.. (await model.ScoreAsync(pictures, texts)).SelectMany(scores => scores.Select(score => score.Cosine))];
        return 100 * RetrievalScores.Of(similarities, [.. Enumerable.Range(0, texts.Length).Select(text => text / 2)], pictures.Length).TextToImage.Best.RecallAt(1);
    }

    private static Dictionary<string, float[]> Weights(string path) => OnnxModule.Read(path).Weights.ToDictionary(weight => weight.Name, weight => weight.Stored.Unpack(), StringComparer.Ordinal);
}
