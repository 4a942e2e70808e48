using System.Text.Json;
using Vlm.Cli;

namespace Vlm.Tests.Cli;

/// <summary>The commands that take pictures: caption, ask, classify, embed and score.</summary>
public sealed class PictureCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _dog;

    public PictureCommandTests() => _dog = _folder.Write("dog.jpg", "a brown dog");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Caption_Text_PrintsCaptionAndTags()
    {
        CommandResult result = await CommandResult.RunAsync("caption", _dog);
        Assert.Equal($"{_dog}: a brown dog\n  tags: dog 90.0%, cat 10.0%\n", result.Out.ReplaceLineEndings("\n"));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.True(result.Model.Disposed);
    }

    [Fact]
    public async Task Caption_Unsure_MarkedAndTagsOffered()
    {
        string odd = _folder.Write("odd.jpg", "odd thing");
        CommandResult text = await CommandResult.RunAsync("caption", odd), json = await CommandResult.RunAsync("caption", odd, "--json");
        Assert.Equal($"{odd}: odd thing (unsure: 13 %)\n  rather the tags: dog 90.0%, cat 10.0%\n", text.Out.ReplaceLineEndings("\n"));
        JsonElement row = Assert.Single(json.Json.EnumerateArray().ToArray());
        Assert.Equal((0.125, true), (row.GetProperty("confidence").GetDouble(), row.GetProperty("unsure").GetBoolean()));
        Assert.Equal("dog", row.GetProperty("tags")[0].GetProperty("label").GetString());
    }

    [Fact]
    public async Task Caption_Json_HasTheContractsNames()
    {
        CommandResult result = await CommandResult.RunAsync("caption", _dog, "--json", "--beams", "3", "--max-tokens", "7");
        JsonElement row = Assert.Single(result.Json.EnumerateArray().ToArray());
        Assert.Equal(["image", "text", "ids", "logProbability", "milliseconds"], row.EnumerateObject().Select(p => p.Name));
        Assert.Equal((_dog, "a brown dog", -1.5), (row.GetProperty("image").GetString(), row.GetProperty("text").GetString(), row.GetProperty("logProbability").GetDouble()));
        Assert.Equal([2, 11, 3], row.GetProperty("ids").EnumerateArray().Select(e => e.GetInt32()));
        Assert.Equal(8, row.GetProperty("milliseconds").GetDouble());
        Assert.Equal((3, 7), (result.Model.Generation!.NumBeams, result.Model.Generation.MaxNewTokens));
    }

    [Fact]
    public async Task Caption_OneBadPictureOfThree_IsNamedAndTheRestIsDone()
    {
        string bad = _folder.Write("bad.jpg", "bad"), last = _folder.Write("z.jpg", "a cat");
        CommandResult result = await CommandResult.RunAsync("caption", _dog, bad, last, _folder["missing.jpg"], "--json");
        Assert.Equal(["a brown dog", "a cat"], result.Json.EnumerateArray().Select(e => e.GetProperty("text").GetString()));
        Assert.Equal(1, result.ExitCode);
        Assert.Equal($"vlm: {bad}: it is not a picture.", result.Error.Split(Environment.NewLine)[0]);
        Assert.StartsWith($"vlm: {_folder["missing.jpg"]}: there is no such file.", result.Error.Split(Environment.NewLine)[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caption_FolderAndGlob_FindThePictures()
    {
        _folder.Write("sub/cat.PNG", "a cat");
        _folder.Write("sub/notes.txt", "bad");
        Assert.Equal(["a brown dog", "a cat"], Texts(await CommandResult.RunAsync("caption", _folder.Path, "--json")));
        Assert.Equal(["a brown dog"], Texts(await CommandResult.RunAsync("caption", _folder["*.jpg"], _dog, "--json")));
        Assert.Equal(["a cat"], Texts(await CommandResult.RunAsync("caption", _folder["**/*.PNG"], "--json")));

        static IEnumerable<string?> Texts(CommandResult result) => result.Json.EnumerateArray().Select(e => e.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("film.mp4", "there is no such file")]
    [InlineData("https://example.org/a.jpg", "web addresses are never fetched")]
    [InlineData("*.nothing", "no picture matches")]
    [InlineData("", "an empty path")]
    public async Task Caption_NothingToRead_SaysWhyAndFails(string argument, string why)
    {
        CommandResult result = await CommandResult.RunAsync("caption", argument, "--json");
        Assert.Equal((1, 0), (result.ExitCode, result.Json.GetArrayLength()));
        Assert.Contains(why, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Caption_Cancelled_Is130WithNothingOnStandardOutput()
    {
        using CancellationTokenSource source = new();
        CommandResult result = await CommandResult.RunAsync(new ToyModel { BeforeBatch = source.Cancel }, source.Token, "caption", _dog, "--json");
        Assert.Equal((130, ""), (result.ExitCode, result.Out));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("99999999999")]
    public async Task Caption_CountThatIsNone_IsWrongUsageInPlainWords(string count)
    {
        CommandResult result = await CommandResult.RunAsync("caption", _dog, "--beams", count);
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"vlm: --beams takes a whole number of at least 1, found {count}." + Environment.NewLine, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_QuestionBeginsWithAt_IsNoFileOfArguments()
    {
        CommandResult result = await CommandResult.RunAsync("ask", _dog, "@home?", "--json");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Help_NobodyTakesTheText_IsOneLineAndNoStackTrace()
    {
        using FullWriter output = new();
        using StringWriter error = new();
        CommandEnvironment environment = new()
        {
            Out = output,
            Error = error,
            OutIsTerminal = false,
            ErrorIsTerminal = false,
            LoadModel = (_, _) => new ToyModel(),
        };

        int code = await CommandLine.RunAsync(["--help"], environment, CancellationToken.None);

        Assert.Equal((1, "vlm: standard output cannot be written: No space left on device." + Environment.NewLine), (code, error.ToString()));
    }

    [Fact]
    public async Task Caption_ModelMissing_IsOneLineAndNoStackTrace()
    {
        CommandResult result = await CommandResult.RunAsync("caption", _dog, "--model", "none");
        Assert.Equal((1, "vlm: none: there is no such folder." + Environment.NewLine), (result.ExitCode, result.Error));
        Assert.Contains("   at ", (await CommandResult.RunAsync("caption", _dog, "--model", "none", "--verbose")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_LastArgumentIsTheQuestion_AnswersEachPicture()
    {
        string cat = _folder.Write("cat.jpg", "a cat");
        CommandResult result = await CommandResult.RunAsync("ask", _dog, cat, "What colour?", "--choices", "red, green", "--json");
        Assert.Equal([_dog, cat], result.Json.EnumerateArray().Select(e => e.GetProperty("image").GetString()));
        JsonElement row = result.Json[0];
        Assert.Equal(["image", "text", "answers"], row.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["red", "green"], row.GetProperty("answers").EnumerateArray().Select(e => e.GetProperty("text").GetString()));
        Assert.Equal(0.75, row.GetProperty("answers")[0].GetProperty("probability").GetDouble());
    }

    [Fact]
    public async Task Ask_EmptyOrLongQuestion_IsRefusedOrWarnedOf()
    {
        CommandResult empty = await CommandResult.RunAsync("ask", _dog, "");
        Assert.Equal(1, empty.ExitCode);
        Assert.Contains("The question is empty.", empty.Error, StringComparison.Ordinal);
        CommandResult longer = await CommandResult.RunAsync("ask", _dog, _dog, new string('x', 200), "--json");
        Assert.Equal(0, longer.ExitCode);
        Assert.Single(longer.Error.TrimEnd().Split('\n'));
        Assert.StartsWith("vlm: warning: ", longer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_WithAndWithoutLabels_GivesScores()
    {
        CommandResult own = await CommandResult.RunAsync("classify", _dog, "--json");
        Assert.Equal("dog", own.Json[0].GetProperty("labels")[0].GetProperty("text").GetString());
        CommandResult given = await CommandResult.RunAsync("classify", _dog, _folder.Write("bad.jpg", "bad"), "--labels", "x, y", "--json");
        Assert.Equal(["x", "y"], given.Json[0].GetProperty("labels").EnumerateArray().Select(e => e.GetProperty("text").GetString()).Order());
        Assert.Equal(0.5, given.Json[0].GetProperty("labels")[0].GetProperty("score").GetDouble());
        Assert.Equal((1, 1), (given.ExitCode, given.Json.GetArrayLength()));
    }

    [Theory]
    [InlineData("--labels", "", "The list of labels is empty")]
    [InlineData("--labels", " , ", "The list of labels is empty")]
    public async Task Classify_EmptyLabels_SaysSo(string option, string value, string message)
    {
        CommandResult result = await CommandResult.RunAsync("classify", _dog, option, value);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_Text_IsATable()
    {
        string[] lines = (await CommandResult.RunAsync("classify", _dog)).Out.TrimEnd().ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Matches(@"dog\s+90\.0%", lines[1]);
    }

    [Fact]
    public async Task Embed_ImageAndText_GiveWholeVectors()
    {
        CommandResult image = await CommandResult.RunAsync("embed", "image", _dog, "--json");
        Assert.Equal(_dog, image.Json[0].GetProperty("input").GetString());
        CommandResult text = await CommandResult.RunAsync("embed", "text", "a brown dog", "", "--json");
        Assert.Equal([1, 5, 3], text.Json[0].GetProperty("vector").EnumerateArray().Select(e => e.GetDouble()));
        Assert.Equal(2, text.Json.GetArrayLength());
        Assert.Contains("cut off", (await CommandResult.RunAsync("embed", "text", new string('x', 200))).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_SameWords_IsOne()
    {
        CommandResult result = await CommandResult.RunAsync("score", _dog, "a brown dog", "--json");
        Assert.Equal(["cosine", "probability"], result.Json.EnumerateObject().Select(p => p.Name));
        Assert.Equal(1, result.Json.GetProperty("cosine").GetDouble(), 1e-6);
        Assert.Equal((1, ""), ((await CommandResult.RunAsync("score", _folder["none.jpg"], "x", "--json")) is var bad ? (bad.ExitCode, bad.Out) : default));
    }

    [Theory]
    [InlineData("caption")]
    [InlineData("nonsense")]
    [InlineData("ask", "only-one")]
    [InlineData("caption", "x.jpg", "--beems", "3")]
    [InlineData("caption", "x.jpg", "--beams", "0")]
    [InlineData("caption", "x.jpg", "--beams", "three")]
    [InlineData("index", "folder")]
    [InlineData("search", "photos.vlmindex")]
    [InlineData("inspect", "tokens")]
    [InlineData("inspect", "resize", "x.jpg", "--width", "5", "--height", "5", "--out", "o.png", "--filter", "sharp")]
    [InlineData("inspect", "resize", "x.jpg", "--width", "5", "--height", "5", "--out", "o.png", "--box", "1,2,3")]
    public async Task AnyCommand_WrongUsage_Is2WithNothingOnStandardOutput(params string[] args)
    {
        CommandResult result = await CommandResult.RunAsync(args);
        Assert.Equal((2, ""), (result.ExitCode, result.Out));
        Assert.Contains("--help", result.Error, StringComparison.Ordinal);
    }
}
