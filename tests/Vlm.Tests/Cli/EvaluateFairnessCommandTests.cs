using System.Text.Json;

namespace Vlm.Tests.Cli;

public sealed class EvaluateFairnessCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fairness_GivenNumbers_NeedsNoModel()
    {
        string data = _folder.Write("audit.json", """
            {
              "ranking": [ { "name": "doctor", "k": [2], "items": [
                { "group": "a", "score": 4 }, { "group": "a", "score": 3 }, { "group": "b", "score": 2 }, { "group": "b", "score": 1 } ] } ],
              "decisions": [ { "name": "hired", "items": [
                { "group": "a", "label": true, "prediction": true }, { "group": "a", "label": false, "prediction": false },
                { "group": "b", "label": true, "prediction": false }, { "group": "b", "label": false, "prediction": false } ] } ],
              "counterfactual": [ { "name": "hat", "pairs": [ { "first": 0.5, "second": 0.4 }, { "first": 0.6, "second": 0.4 } ] } ],
              "association": [ { "name": "vectors", "x": [[1, 0]], "y": [[0, 1]], "a": [[1, 0]], "b": [[0, 1]] } ],
              "leakage": [ { "name": "who", "words": { "a": ["she"], "b": ["he"] }, "items": [
                { "group": "a", "caption": "she runs", "reference": "one runs" }, { "group": "b", "caption": "he sits", "reference": "one sits" } ] } ]
            }
            """);

        CommandResult result = await CommandResult.RunAsync("evaluate", "fairness", "--data", data, "--resamples", "50", "--json");

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        JsonElement[] findings = [.. result.Json.GetProperty("findings").EnumerateArray()];
        Assert.Equal(["ranking", "decisions", "counterfactual", "association", "leakage"], findings.Select(finding => finding.GetProperty("kind").GetString()));
        JsonElement skew = findings[0].GetProperty("figures").GetProperty("MaxSkew@2 (equal shares)");
        Assert.Equal(Math.Log(2), skew.GetProperty("figure").GetProperty("value").GetDouble(), 1e-12);
        Assert.Equal(4, skew.GetProperty("figure").GetProperty("n").GetInt32());
        Assert.True(skew.GetProperty("noise").GetBoolean());
        Assert.InRange(skew.GetProperty("chance").GetProperty("p").GetDouble(), 0.1, 1);
        Assert.All(findings, finding => Assert.NotEmpty(finding.GetProperty("doesNotShow").EnumerateArray()));
        Assert.False(result.Json.TryGetProperty("model", out _));

        CommandResult table = await CommandResult.RunAsync("evaluate", "fairness", "--data", data, "--resamples", "50");
        Assert.Contains("chance alone", table.Out, StringComparison.Ordinal);
        Assert.Contains("nothing here infers who somebody is", table.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fairness_PicturesAndTexts_AsksTheModel()
    {
        _folder.Write("a.jpg", "aaaa");
        _folder.Write("b.jpg", "b bbbb");
        string data = _folder.Write("audit.json", """
            {
              "ranking": [ { "name": "q", "query": "xx", "k": [1], "items": [ { "group": "a", "image": "a.jpg" }, { "group": "b", "image": "b.jpg" } ] } ],
              "decisions": [ { "name": "d", "question": "what", "yes": "dog", "items": [ { "group": "a", "label": true, "image": "a.jpg" }, { "group": "b", "label": false, "image": "b.jpg" } ] } ],
              "counterfactual": [
                { "name": "two captions", "pairs": [ { "image": "a.jpg", "first": "one text", "second": "another text" } ] },
                { "name": "two pictures", "pairs": [ { "text": "one text", "first": { "image": "a.jpg" }, "second": { "image": "b.jpg" } } ] } ],
              "association": [ { "name": "words", "x": ["x"], "y": ["a longer y"], "a": ["a"], "b": ["the b's"] } ],
              "leakage": [ { "name": "who", "items": [ { "group": "a", "image": "a.jpg" }, { "group": "b", "image": "b.jpg" } ] } ]
            }
            """);

        CommandResult result = await CommandResult.RunAsync("evaluate", "fairness", "--data", data, "--resamples", "20", "--json");

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(6, result.Json.GetProperty("findings").GetArrayLength());
        Assert.NotEqual("", result.Json.GetProperty("model").GetString());
    }

    [Theory]
    [InlineData("""{ }""", "asks for nothing")]
    [InlineData("""{ "rankings": [] }""", "no audit of this kind")]
    [InlineData("""{ "ranking": [ { "name": "q", "items": [ { "group": "a", "score": 1 }, { "group": "b" } ] } ] }""", "'score' is missing, but other items")]
    [InlineData("""{ "ranking": [ { "name": "q", "items": [ { "group": "a", "score": 1 } ] } ] }""", "the one group a")]
    [InlineData("""{ "ranking": [ { "name": "q", "k": [9], "items": [ { "group": "a", "score": 1 }, { "group": "b", "score": 2 } ] } ] }""", "no top 9")]
    [InlineData("""{ "decisions": [ { "name": "q", "items": [ { "group": "a", "label": "yes", "prediction": true } ] } ] }""", "true or false")]
    [InlineData("""{ "association": [ { "name": "q", "x": [[1, "b"]], "y": [[1]], "a": [[1]], "b": [[1]] } ] }""", "a vector of numbers")]
    [InlineData("""{ "association": [ { "name": "q", "x": [[1, 2]], "y": [[1]], "a": [[1]], "b": [[1]] } ] }""", "1 values where the first has 2")]
    [InlineData("""{ "association": [ { "name": "q", "x": [[0, 0]], "y": [[1, 1]], "a": [[1, 1]], "b": [[1, 1]] } ] }""", "the norm 0")]
    [InlineData("""{ "counterfactual": [ { "name": "q", "pairs": [] } ] }""", "no pairs")]
    [InlineData("""{ "counterfactual": [ { "name": "q", "pairs": [ { "first": 1, "second": "text" } ] } ] }""", "a number")]
    [InlineData("""{ "ranking": [ { "name": "q", "query": "x", "items": [ { "group": "a", "image": "none.jpg" }, { "group": "b", "image": "none.jpg" } ] } ] }""", "none.jpg")]
    public async Task Fairness_WrongFile_SaysWhatIsWrong(string json, string expected)
    {
        CommandResult result = await CommandResult.RunAsync("evaluate", "fairness", "--data", _folder.Write("audit.json", json), "--resamples", "20");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }
}
