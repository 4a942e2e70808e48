using Vlm.Tests.Evaluation;

namespace Vlm.Tests.Cli;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly DataFolder _folder = new();
    private readonly string _data;

    public EvaluateCommandTests() => _data = ToyDataSet.Write(_folder, withBadPicture: false);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("caption", "Bleu_1")]
    [InlineData("vqa", "accuracy")]
    [InlineData("retrieval", "text_to_image_R@1")]
    public async Task Evaluate_Json_HasMetricsAndTheirIntervals(string task, string figure)
    {
        CommandResult result = await CommandResult.RunAsync("evaluate", task, "--data", _data, "--images", _folder["images"], "--split", "test", "--json");
        Assert.Equal((0, task == "caption"), (result.ExitCode, result.Error.Contains("document frequencies", StringComparison.Ordinal)));
        Assert.InRange(result.Json.GetProperty("metrics").GetProperty(figure).GetDouble(), 0, 1);
        Assert.Equal(7, result.Json.GetProperty("confidence").GetProperty(figure).GetProperty("n").GetInt32());
        Assert.True(result.Model.Disposed);
    }

    [Fact]
    public async Task Evaluate_ReportsRunAndCompare_WritesEveryFileAndTellsNoise()
    {
        string html = _folder["report.html"];
        CommandResult first = await CommandResult.RunAsync("evaluate", "vqa", "--data", _data, "--report", html, "--report", _folder["report.md"], "--report", _folder["report.json"]);
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.All((string[])["report.html", "report.md", "report.json", "report.run.jsonl"], name => Assert.True(File.Exists(_folder[name]), name));
        Assert.Contains("nearest neighbour", first.Out, StringComparison.Ordinal);
        CommandResult second = await CommandResult.RunAsync("evaluate", "vqa", "--data", _data, "--compare", _folder["report.run.jsonl"]);
        Assert.Contains("noise", second.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_CancelledThenRunAgain_GoesOnToTheSameFigures()
    {
        CommandResult whole = await CommandResult.RunAsync("evaluate", "caption", "--data", _data, "--batch", "2", "--json");
        using CancellationTokenSource source = new();
        int batches = 0;
        ToyModel stopping = new() { BeforeBatch = () => { if (++batches == 3) { source.Cancel(); } } };
        CommandResult cut = await CommandResult.RunAsync(stopping, source.Token, "evaluate", "caption", "--data", _data, "--batch", "2", "--run", _folder["run.jsonl"], "--json");
        Assert.Equal((130, ""), (cut.ExitCode, cut.Out));
        Assert.Equal(5, File.ReadAllLines(_folder["run.jsonl"]).Length);
        CommandResult resumed = await CommandResult.RunAsync("evaluate", "caption", "--data", _data, "--batch", "2", "--run", _folder["run.jsonl"], "--json");
        Assert.Equal(whole.Out, resumed.Out);
    }

    [Theory]
    [InlineData(2, "--data", "--report", "report.pdf")]
    [InlineData(2, "--data", "--neighbours", "many")]
    [InlineData(2, "--data", "--limit", "0")]
    [InlineData(1, "--data", "--split", "nowhere")]
    [InlineData(1, "--data", "--compare", "nowhere.jsonl")]
    [InlineData(2, "--images", "--split", "test")]
    public async Task Evaluate_Wrong_SaysWhatInOneLine(int code, string first, string option, string value)
    {
        CommandResult result = await CommandResult.RunAsync("evaluate", "vqa", first, _data, option, value, "--json");
        Assert.Equal((code, ""), (result.ExitCode, result.Out));
        Assert.StartsWith("vlm: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(code, result.Error.TrimEnd().Split('\n').Length);
    }

    [Theory]
    [InlineData(2, "--question", "why?", "--text", "a dog")]
    [InlineData(2, "--grid", "1", "--text", "a dog")]
    [InlineData(2, "--grid", "33", "--text", "a dog")]
    [InlineData(1, "--grid", "3", "--text", "a dog")]
    public async Task Explain_WrongUseOrNoPicture_SaysSo(int code, params string[] options)
    {
        CommandResult result = await CommandResult.RunAsync(["explain", _folder["images/1.jpg"], .. options]);
        Assert.Equal((code, ""), (result.ExitCode, result.Out));
        Assert.StartsWith("vlm: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_PictureThatCannotBeRead_IsToldAndLeftOut()
    {
        _folder.Write("images/7.jpg", "bad");
        CommandResult result = await CommandResult.RunAsync("evaluate", "retrieval", "--data", _data, "--json");
        Assert.Equal(6, result.Json.GetProperty("confidence").GetProperty("image_to_text_R@1").GetProperty("n").GetInt32());
        Assert.Equal("7.jpg", result.Json.GetProperty("problems")[0].GetProperty("id").GetString());
        Assert.Contains("7.jpg", result.Error, StringComparison.Ordinal);
    }
}
