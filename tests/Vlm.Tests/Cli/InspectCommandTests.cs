using System.Text.Json;
using Vlm.Tests.Goldens;

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
        Assert.Equal((20, 1, 1f, EarlyStopping.Likely), Options(plain));
        JsonElement sequence = plain.Json[0].GetProperty("sequences")[0];
        Assert.Equal([2, 5, 3], sequence.GetProperty("ids").EnumerateArray().Select(e => e.GetInt32()));
        Assert.Equal((-0.5, "a dog"), (sequence.GetProperty("score").GetDouble(), sequence.GetProperty("text").GetString()));

        string options = _folder.Write("options.json", """{ "max_new_tokens": 9, "num_beams": 4, "length_penalty": 0.5, "early_stopping": true }""");
        Assert.Equal((9, 4, 0.5f, EarlyStopping.Always), Options(await CommandResult.RunAsync("inspect", "generate", "--image", picture, picture, "--options", options)));

        static (int?, int?, float?, EarlyStopping?) Options(CommandResult result) =>
            result.Model.Generation is { } g ? (g.MaxNewTokens, g.NumBeams, g.LengthPenalty, g.EarlyStopping) : default;
    }

    [Theory]
    [InlineData("""{ "heat": 0.5 }""", "'heat' is not known")]
    [InlineData("""{ "num_beams": 0 }""", "num_beams is 0")]
    [InlineData("""{ "early_stopping": "later" }""", "early_stopping is \"later\"")]
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

    [Theory]
    [InlineData("resize")]
    [InlineData("pixels")]
    public async Task Out_Link_StaysAndWhatItLeadsToIsReplaced(string command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows makes links for administrators only.");
        string target = _folder.Write("real/file", "old");
        File.CreateSymbolicLink(_folder["link"], "real/file");

        Assert.Equal("", (await RunAsync(command, _folder["link"])).Error);
        Assert.Equal("real/file", new FileInfo(_folder["link"]).LinkTarget);
        Assert.True(new FileInfo(target).Length > 100);
        Assert.Equal([target], Directory.GetFiles(_folder["real"]));
    }

    [Theory]
    [InlineData("resize")]
    [InlineData("pixels")]
    public async Task Out_Device_IsWrittenAndNotReplaced(string command)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Devices are files of /dev.");
        Assert.Equal("", (await RunAsync(command, "/dev/null")).Error);
        Assert.Equal(0, new FileInfo("/dev/null").Length);
        Assert.Empty(Directory.GetFiles("/dev", "*.partial"));
    }

    private static Task<CommandResult> RunAsync(string command, string output)
    {
        string picture = GoldenFolder.Path("convert", "inputs", "rgb.png");
        return command == "resize"
            ? CommandResult.RunAsync("inspect", "resize", picture, "--width", "9", "--height", "9", "--out", output)
            : CommandResult.RunAsync("inspect", "pixels", picture, "--processor", GoldenFolder.Path("processors", "clip"), "--out", output);
    }
}
