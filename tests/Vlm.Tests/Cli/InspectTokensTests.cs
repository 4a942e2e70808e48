using System.Text.Json;
using Vlm.Tests.Goldens;
using Vlm.Tests.Tokenization;

namespace Vlm.Tests.Cli;

/// <summary>The settings of <c>vlm inspect tokens</c>, and what it can take the tokenizer from.</summary>
public sealed class InspectTokensTests : IDisposable
{
    private static readonly string Made = GoldenFolder.Path("tokenizers-made", "made-wordpiece-uncased");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Tokens_MaxLength_CutsAndPadsAndSaysSo()
    {
        JsonElement whole = (await Run("a b c d", "--model", Made)).Json[0];
        CommandResult cut = await Run("a b c d", "--model", Made, "--max-length", "4"), padded = await Run("a b c d", "--model", Made, "--max-length", "9");
        Assert.Equal([Ids(whole)[0], Ids(whole)[1], Ids(whole)[2], Ids(whole)[^1]], Ids(cut.Json[0]));
        Assert.Contains("--max-length", cut.Error, StringComparison.Ordinal);
        Assert.Equal([.. Ids(whole), 0, 0, 0], Ids(padded.Json[0]));
        Assert.Equal("", padded.Error);
    }

    [Fact]
    public async Task Tokens_FolderOfAnOlderForm_NeedsNoTokenizerJson()
    {
        File.WriteAllLines(_folder["vocab.txt"], VocabularyFiles.TokensById(JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Made, "tokenizer.json"))).RootElement.GetProperty("model")));
        CommandResult form = await Run("a b c d", "--model", _folder.Path);
        Assert.Equal("", form.Error);
        Assert.Equal(Ids((await Run("a b c d", "--model", Made)).Json[0]), Ids(form.Json[0]));
    }

    [Fact]
    public async Task Tokens_LoneSurrogateOfACommandLine_IsReadAsReplacementCharacter() =>
        Assert.Equal(Ids((await Run("a\ufffdb", "--model", Made)).Json[0]), Ids((await Run("a\ud800b", "--model", Made)).Json[0]));

    [Fact]
    public async Task Tokens_LoneSurrogateOfAFile_FailsWithOneLine()
    {
        CommandResult result = await CommandResult.RunAsync("inspect", "tokens", "--model", Made, "--input", _folder.Write("strings.json", """["a\ud800"]"""));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("strings.json: it is not JSON", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("a", "--input", "strings.json")]
    [InlineData("--max-length", "0", "a")]
    [InlineData("--model", "x")]
    public async Task Tokens_ContradictingArguments_AreWrongUsage(params string[] args) =>
        Assert.Equal(2, (await CommandResult.RunAsync(["inspect", "tokens", .. args])).ExitCode);

    private static Task<CommandResult> Run(params string[] args) => CommandResult.RunAsync(["inspect", "tokens", "--json", .. args]);

    private static int[] Ids(JsonElement row) => [.. row.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
}
