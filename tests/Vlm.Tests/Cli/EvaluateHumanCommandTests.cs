using System.Text.Json;
using Vlm.Tests.Evaluation.Human;

namespace Vlm.Tests.Cli;

public sealed class EvaluateHumanCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task MakeThenReport_WithMetrics_GivesGradesAgreementAndCorrelations()
    {
        Make();
        CommandResult made = await CommandResult.RunAsync(
            "evaluate", "human", "make", "--candidates", _folder["greedy.json"], _folder["beams.json"], "--images", _folder["photos"], "--seed", "5", "--out", _folder["page.html"], "--json");
        Assert.Equal(0, made.ExitCode);
        Assert.Equal(6, made.Json.GetProperty("tasks").GetInt32());
        Assert.True(File.Exists(_folder["page.html"]));

        using JsonDocument key = JsonDocument.Parse(File.ReadAllText(_folder["page.key.json"]));
        WriteRatings("ada", key.RootElement, token => 4);
        WriteRatings("bob", key.RootElement, token => 2 + (token[0] % 3));
        _folder.Write("greedy-metrics.json", """{ "perImage": { "one": { "CIDEr": 0.5 }, "two": { "CIDEr": 0.25 }, "three": { "CIDEr": 0.1 } } }""");
        CommandResult report = await CommandResult.RunAsync(
            "evaluate", "human", "report", "--key", _folder["page.key.json"], "--ratings", _folder["ada.json"], _folder["bob.json"],
            "--metrics", $"greedy={_folder["greedy-metrics.json"]}", "--resamples", "100", "--json");

        Assert.Equal(0, report.ExitCode);
        JsonElement fluency = report.Json.GetProperty("criteria").GetProperty("fluency");
        Assert.Equal(3, fluency.GetProperty("systems").GetProperty("greedy").GetProperty("n").GetInt32());
        Assert.Equal(6, fluency.GetProperty("agreement").GetProperty("krippendorff_ordinal").GetProperty("n").GetInt32());
        Assert.Equal(3, fluency.GetProperty("metrics").GetProperty("CIDEr").GetProperty("missing").GetInt32());
        Assert.Contains("3 items", report.Error, StringComparison.Ordinal);

        CommandResult table = await CommandResult.RunAsync("evaluate", "human", "report", "--key", _folder["page.key.json"], "--ratings", _folder["ada.json"], "--resamples", "50");
        Assert.Contains("not defined (there is one rater)", table.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_FileCutInHalf_SaysWhich()
    {
        Make();
        await CommandResult.RunAsync("evaluate", "human", "make", "--candidates", _folder["greedy.json"], "--images", _folder["photos"], "--out", _folder["page.html"]);
        _folder.Write("half.json", """{ "format": 1, "study": """);

        CommandResult report = await CommandResult.RunAsync("evaluate", "human", "report", "--key", _folder["page.key.json"], "--ratings", _folder["half.json"]);

        Assert.Equal(1, report.ExitCode);
        Assert.Contains("half.json", report.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Give either --study or --candidates.")]
    [InlineData("--candidates needs --images.", "--candidates", "a.json")]
    public async Task Make_WrongOptions_IsWrongUsage(string expected, params string[] options)
    {
        CommandResult made = await CommandResult.RunAsync(["evaluate", "human", "make", "--out", _folder["page.html"], .. options]);

        Assert.Equal(2, made.ExitCode);
        Assert.Contains(expected, made.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["page.html"]));
    }

    private void Make()
    {
        foreach (string name in new[] { "one", "two", "three" })
        {
            Directory.CreateDirectory(_folder["photos"]);
            File.WriteAllBytes(Path.Combine(_folder["photos"], name + ".png"), Studies.Pixel);
        }

        _folder.Write("greedy.json", """{ "one": "a dog", "two": "a cat", "three": "a man" }""");
        _folder.Write("beams.json", """{ "one": "a dog runs", "two": "a cat sits", "three": "a man walks" }""");
    }

    private void WriteRatings(string rater, JsonElement key, Func<string, int> grade)
    {
        object[] answers = [.. from task in key.GetProperty("tasks").EnumerateArray()
                               from criterion in key.GetProperty("criteria").EnumerateArray()
                               let token = task.GetProperty("token").GetString()!
                               select new { task = token, criterion = criterion.GetString(), grade = grade(token) }];
        _folder.Write(rater + ".json", JsonSerializer.Serialize(new { format = 1, study = key.GetProperty("study").GetString(), rater, answers, count = answers.Length }));
    }
}
