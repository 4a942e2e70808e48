using System.Text.Json.Nodes;
using Vlm.Evaluation;
using Vlm.Tests.Training.Data;
using Vlm.Tests.Training.Features;
using Vlm.Training;

namespace Vlm.Tests.Training.Confidence;

/// <summary>A copy of the default model learns its confidence from a few pictures.</summary>
public sealed class ConfidenceFittingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ConfidenceFittingTests() => ConfidenceCase.CopyModel(_folder);

    [Fact]
    public async Task FitAsync_FewPictures_CaptionsAndAnswersComeWithConfidence()
    {
        using MemoryPictures pictures = new();
        using DataSet data = await DataAsync(pictures), questions = new("questions", [.. pictures.Names.Select((name, i) => Asked(name, i))], pictures);
        ImageInput picture = ImageInput.FromBytes(Photographs.Copy("soccer.jpg", 96, 80));
        CancellationToken token = TestContext.Current.CancellationToken;

        ConfidenceReport report = await ConfidenceFitting.FitAsync(
            _folder.Path, data, new ConfidenceOptions { Questions = questions, OtherPictures = pictures, Directions = 3, Threshold = 0.999, Workers = 2 }, cancellationToken: token);

        Assert.Equal(4, report.Captions.Count);
        Assert.Equal(8, report.Answers!.Count);
        Assert.InRange(report.OthersAreaByDistance, 0, 1);
        Assert.Contains("ECE", report.ToText(), StringComparison.Ordinal);
        List<string> log = [];
        using (IVisionLanguageModel model = VisionLanguageModel.Load(_folder.Path, new VlmOptions { Log = log.Add }))
        {
            Caption caption = await model.CaptionAsync(picture, new GenerationOptions { WithConfidence = true }, token), plain = await model.CaptionAsync(picture, null, token);
            Answer answer = await model.AnswerAsync(picture, "Where is this?", null, token), chosen = await model.AnswerAsync(picture, "Where is this?", new AnswerOptions { Choices = ["snow", "grass"] }, token);
            Assert.InRange(caption.Confidence!.Value, 0, 1);
            Assert.Equal(caption.Confidence < 0.999f, caption.IsUnsure);
            Assert.Equal((null, false), (plain.Confidence, plain.IsUnsure));
            Assert.InRange(answer.Confidence!.Value, 0, 1);
            Assert.Null(chosen.Confidence);
            Assert.Empty(log);
        }

        await OtherFilesAsync(picture, token);
    }

    [Fact]
    public async Task FitAsync_TooFewPictures_SaysHowMany()
    {
        using MemoryPictures pictures = MemoryPictures.Of(3);
        using DataSet data = new("few", [.. pictures.Names.Select(name => new DataSetItem(name, name, "train", ["a", "b"]))], pictures);

        TrainingException error = await Assert.ThrowsAsync<TrainingException>(() => ConfidenceFitting.FitAsync(
            _folder.Path, data, new ConfidenceOptions { FitSplit = "train" }, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("found 3 and 3", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["confidence.json"]));
    }

    public void Dispose() => _folder.Dispose();

    // What was fitted to other files tells nothing, and says so; a damaged file is an error.
    private async Task OtherFilesAsync(ImageInput picture, CancellationToken token)
    {
        JsonObject confidence = JsonNode.Parse(await File.ReadAllTextAsync(_folder["confidence.json"], token))!.AsObject();
        confidence["fittedTo"]!["retrieval/text_projection.onnx"] = new string('0', 64);
        Write(confidence);
        List<string> log = [];
        using (IVisionLanguageModel model = VisionLanguageModel.Load(_folder.Path, new VlmOptions { Log = log.Add, VerifyFiles = false }))
        {
            Assert.Null((await model.CaptionAsync(picture, new GenerationOptions { WithConfidence = true }, token)).Confidence);
            Assert.NotNull((await model.AnswerAsync(picture, "Where is this?", null, token)).Confidence);
            Assert.Contains("fitted to another retrieval/text_projection.onnx", Assert.Single(log), StringComparison.Ordinal);
        }

        using (IVisionLanguageModel other = VisionLanguageModel.Load(_folder.Path, new VlmOptions { Fusion = FusionKind.Concatenation, VerifyFiles = false }))
        {
            Assert.Null((await other.AnswerAsync(picture, "Where is this?", null, token)).Confidence);
        }

        confidence["distribution"]!["mean"] = "AAA";
        Write(confidence);
        Assert.Equal("distribution.mean", Assert.Throws<ModelFolderException>(() => VisionLanguageModel.Load(_folder.Path, new VlmOptions { VerifyFiles = false })).Key);
    }

    private static DataSetItem Asked(string name, int index) =>
        new(name, name, "val", questions: [new DataSetQuestion($"{name} 1", "Where is this?", ["grass"]), new DataSetQuestion($"{name} 2", "Is there a man in the picture?", [index % 2 == 0 ? "yes" : "no"])]);

    private async Task<DataSet> DataAsync(MemoryPictures pictures)
    {
        IReadOnlyList<ConfidenceCase> cases = await ConfidenceCase.MakeAsync(_folder.Path, TestContext.Current.CancellationToken);
        foreach (ConfidenceCase each in cases)
        {
            pictures.AddBytes(each.Name, each.Bytes);
        }

        return new DataSet("photographs", [.. cases.Select(each => new DataSetItem(each.Name, each.Name, each.Split, each.Captions))], pictures);
    }

    private void Write(JsonObject confidence) => File.WriteAllText(_folder["confidence.json"], confidence.ToJsonString());
}
