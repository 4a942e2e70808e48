using System.Text.Json;
using Vlm.Tests.Training.Confidence;

namespace Vlm.Tests.Cli;

[Collection(Alone.Name)]
public sealed class TrainConfidenceCommandTests : IDisposable
{
    private readonly TemporaryFolder _model = new();
    private readonly TemporaryFolder _data = new();

    public void Dispose()
    {
        _model.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task TrainConfidence_PicturesWithQuestionsAndOthers_ModelTellsHowSureItIs()
    {
        ConfidenceCase.CopyModel(_model);
        IReadOnlyList<ConfidenceCase> cases = await ConfidenceCase.MakeAsync(_model.Path, TestContext.Current.CancellationToken);
        foreach (ConfidenceCase each in cases)
        {
            Directory.CreateDirectory(_data["images"]);
            Directory.CreateDirectory(_data["others"]);
            await File.WriteAllBytesAsync(_data["images/" + each.Name], each.Bytes, TestContext.Current.CancellationToken);
        }

        File.Copy(_data["images/0.jpg"], _data["others/0.jpg"]);
        string data = _data.Write("data.jsonl", string.Join('\n', cases.Select(each => JsonSerializer.Serialize(new { image = each.Name, captions = each.Captions, split = each.Split }))));
        string questions = _data.Write("questions.json", JsonSerializer.Serialize(new
        {
            questions = cases.Where(each => each.Split == "val").SelectMany((each, i) => (object[])
            [
                new { filename = each.Name, split = "val", question = "Where is this?", answer = "grass", type = "where" },
                new { filename = each.Name, split = "val", question = "Is there a man in the picture?", answer = i % 2 == 0 ? "yes" : "no", type = "exist" },
            ]),
        }));

        CommandResult text = await CommandResult.RunAsync("train", "confidence", _model.Path, "--data", data, "--others", _data["others"]);
        Assert.True(text.ExitCode == 0, text.Error);
        Assert.Contains("captions (4 held out", text.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("answers", text.Out, StringComparison.Ordinal);
        byte[] first = await File.ReadAllBytesAsync(_model["confidence.json"], TestContext.Current.CancellationToken);

        CommandResult result = await CommandResult.RunAsync("train", "confidence", _model.Path, "--data", data, "--questions", questions, "--fit-pictures", "8", "--train-pictures", "8", "--json");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(4, result.Json.GetProperty("captions").GetProperty("count").GetInt32());
        Assert.Equal(8, result.Json.GetProperty("answers").GetProperty("count").GetInt32());
        Assert.Equal((1, 0), (OthersIn(first), result.Json.GetProperty("otherPictures").GetInt32()));

        using IVisionLanguageModel model = VisionLanguageModel.Load(_model.Path);
        Caption caption = await model.CaptionAsync(cases[0].Bytes, new GenerationOptions { WithConfidence = true }, TestContext.Current.CancellationToken);
        Assert.InRange(caption.Confidence!.Value, 0, 1);
    }

    [Theory]
    [InlineData(2, "'--data' is required", "FOLDER")]
    [InlineData(2, "Required argument 'FOLDER' missing", "--data", "DATA")]
    [InlineData(1, "there is no split 'val'", "FOLDER", "--data", "DATA")]
    [InlineData(1, "no such folder or zip file of pictures", "FOLDER", "--data", "DATA", "--others", "nowhere")]
    [InlineData(2, "--train-pictures", "FOLDER", "--data", "DATA", "--train-pictures", "0")]
    public async Task TrainConfidence_Wrong_SaysWhatAndWritesNothing(int code, string expected, params string[] arguments)
    {
        ColouredPictures.Write(_data["images/1.bmp"], 200, 60, 50, 1);
        string data = _data.Write("data.jsonl", """{ "image": "1.bmp", "captions": ["one", "two"], "split": "train" }""");
        CommandResult result = await CommandResult.RunAsync(["train", "confidence", .. arguments.Select(word => word switch { "FOLDER" => _model.Path, "DATA" => data, _ => word })]);
        Assert.Equal(code, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_model["confidence.json"]));
    }

    private static int OthersIn(byte[] confidence)
    {
        using JsonDocument document = JsonDocument.Parse(confidence);
        return document.RootElement.GetProperty("scores").GetProperty("otherPictures").GetInt32();
    }
}
