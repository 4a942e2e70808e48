using System.Text.Json;
using Vlm.Cli;
using Vlm.Tests.Families;

namespace Vlm.Tests.Cli;

/// <summary>The commands over tiny models whose texts tell more than words.</summary>
public sealed class FamilyCommandTests
{
    [Fact]
    public async Task Caption_TaskPromptOfDonut_HasFields()
    {
        FamilyGoldens golden = new("donut");
        JsonElement row = await JsonAsync("caption", Picture(golden), "--prompt", "<s_cord-v2>", "--max-tokens", "20", "--beams", "1", "--model", golden.Folder);

        Assert.Equal("ski person chair deviinst", row.GetProperty("text").GetString());
        Assert.Equal("""{"text_sequence":"ski person chair deviinst"}""", row.GetProperty("structured").GetRawText());
        Assert.False(row.TryGetProperty("regions", out _));
    }

    [Fact]
    public async Task Ask_QuestionToDonut_IsPutIntoItsForm()
    {
        FamilyGoldens golden = new("donut");
        JsonElement row = await JsonAsync("ask", Picture(golden), "what is the total?", "--model", golden.Folder);

        Assert.Equal("""{"question":"what is the total?"}""", row.GetProperty("structured").GetRawText());
    }

    [Fact]
    public async Task Ask_UnknownTaskOfFlorence_FailsWithTheKnownOnes()
    {
        FamilyGoldens golden = new("florence2");
        (int code, string output, string error) = await RunAsync("ask", Picture(golden), "<COUNT>", "--model", golden.Folder, "--json");

        Assert.NotEqual(0, code);
        Assert.Equal("", output);
        Assert.Contains("<OPEN_VOCABULARY_DETECTION>", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caption_PromptOfBlip_IsGoneOnFrom()
    {
        FamilyGoldens golden = new("blip");
        JsonElement row = await JsonAsync("caption", Picture(golden), "--prompt", "a picture of", "--beams", "1", "--model", golden.Folder);

        Assert.Equal("a picture of backpackcean toy", row.GetProperty("text").GetString());
    }

    private static string Picture(FamilyGoldens golden) => Path.Combine(golden.Folder, "golden", "images", "shapes.png");

    private static async Task<JsonElement> JsonAsync(params string[] args)
    {
        (int code, string output, string error) = await RunAsync([.. args, "--json"]);
        Assert.Equal((0, ""), (code, error));
        return Assert.Single(JsonElement.Parse(output).EnumerateArray().ToArray());
    }

    private static async Task<(int Code, string Out, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new(), error = new();
        CommandEnvironment environment = new() { Out = output, Error = error, OutIsTerminal = false, ErrorIsTerminal = false, LoadModel = (folder, options) => VisionLanguageModel.Load(folder!, options) };
        int code = await CommandLine.RunAsync(args, environment, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
