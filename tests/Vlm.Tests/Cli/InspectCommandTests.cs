using System.Text.Json;

namespace Vlm.Tests.Cli;

public sealed class InspectCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Generate_OptionsFile_SetsWhatItNamesAndTransformersDefaultsElse()
    {
        string picture = _folder.Write("a.jpg", "a dog");
        CommandResult plain = await CommandResult.RunAsync("inspect", "generate", "--image", picture, "--json");
        Assert.Equal((20, 1, 1f, false), Options(plain));
        JsonElement sequence = plain.Json[0].GetProperty("sequences")[0];
        Assert.Equal([2, 5, 3], sequence.GetProperty("ids").EnumerateArray().Select(e => e.GetInt32()));
        Assert.Equal((-0.5, "a dog"), (sequence.GetProperty("score").GetDouble(), sequence.GetProperty("text").GetString()));

        string options = _folder.Write("options.json", """{ "max_new_tokens": 9, "num_beams": 4, "length_penalty": 0.5, "early_stopping": true }""");
        Assert.Equal((9, 4, 0.5f, true), Options(await CommandResult.RunAsync("inspect", "generate", "--image", picture, picture, "--options", options)));

        static (int?, int?, float?, bool?) Options(CommandResult result) =>
            result.Model.Generation is { } g ? (g.MaxNewTokens, g.NumBeams, g.LengthPenalty, g.EarlyStopping) : default;
    }

    [Theory]
    [InlineData("""{ "temperature": 0.5 }""", "'temperature' is not known")]
    [InlineData("""{ "num_beams": 0 }""", "num_beams is 0")]
    [InlineData("""{ "early_stopping": "never" }""", "early_stopping is \"never\"")]
    [InlineData("[]", "expected one object")]
    [InlineData("{", "it is not JSON")]
    public async Task Generate_WrongOptions_NameFileAndKey(string json, string message)
    {
        string options = _folder.Write("options.json", json);
        CommandResult result = await CommandResult.RunAsync("inspect", "generate", "--image", _folder.Write("a.jpg", "x"), "--options", options);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(options, result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "expected an array of texts")]
    [InlineData("[1]", "expected an array of texts")]
    [InlineData("nope", "it is not JSON")]
    public async Task Tokens_WrongInputFile_NamesIt(string json, string message)
    {
        CommandResult result = await CommandResult.RunAsync("inspect", "tokens", "--input", _folder.Write("strings.json", json));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
