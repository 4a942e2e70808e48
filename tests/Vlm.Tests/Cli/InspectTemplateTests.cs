using System.Text.Json;
using System.Text.Json.Nodes;
using Vlm.Tests.Goldens;
using Vlm.Tests.Tokenization.Chat;

namespace Vlm.Tests.Cli;

/// <summary>What <c>vlm inspect template</c> prints, laid beside Python's output.</summary>
public sealed class InspectTemplateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, int> Conversations => ChatGoldens.Conversations();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task Template_GoldenCase_EqualsReference(string name, int index)
    {
        JsonElement golden = ChatGoldens.Read(name), row = golden.GetProperty("cases")[index];
        CommandResult result = await CommandResult.RunAsync(
            "inspect", "template", "--template", GoldenFolder.Path("chat", golden.GetProperty("template").GetString()!), "--messages", Conversation(golden, row), "--json");

        if (row.TryGetProperty("error", out JsonElement error))
        {
            Assert.Equal(1, result.ExitCode);
            Assert.Equal("", result.Out);
            Assert.Contains(error.GetProperty("message").GetString()!, result.Error, StringComparison.Ordinal);
            return;
        }

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(row.GetProperty("text").GetString(), result.Json.GetProperty("text").GetString());
        Assert.Equal(["text"], result.Json.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Template_ModelFolder_UsesItsTemplateAndTokens()
    {
        _folder.Write("tokenizer_config.json", """{"bos_token":{"content":"<s>"},"chat_template":"{{ bos_token }}{{ messages[0].content }}"}""");
        string messages = _folder.Write("conversation.json", """{"messages":[{"role":"user","content":"Hi"}]}""");
        CommandResult result = await CommandResult.RunAsync("inspect", "template", "--model", _folder.Path, "--messages", messages);
        Assert.Equal("<s>Hi\n", result.Out.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("""{"messages":5}""", "expected an object with messages")]
    [InlineData("[", "it is not JSON")]
    [InlineData("""{"messages":[],"\ud800":1}""", "it is not JSON")]
    [InlineData("""{"messages":[{"role":"\udc00"}]}""", "half of a surrogate pair")]
    [InlineData("""{"messages":[1]}""", "expected an object")]
    [InlineData("""{"messages":[],"add_generation_prompt":1}""", "add_generation_prompt")]
    [InlineData("""{"messages":[],"now":"later"}""", "now")]
    [InlineData("""{"messages":[],"tools":{}}""", "array")]
    public async Task Template_WrongConversation_FailsWithOneLine(string json, string expected)
    {
        string template = _folder.Write("t.jinja", "{{ messages }}");
        CommandResult result = await CommandResult.RunAsync("inspect", "template", "--template", template, "--messages", _folder.Write("c.json", json));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Template_NeitherModelNorTemplate_IsWrongUsage() =>
        Assert.Equal(2, (await CommandResult.RunAsync("inspect", "template", "--messages", "c.json")).ExitCode);

    private string Conversation(JsonElement golden, JsonElement row)
    {
        JsonObject conversation = JsonNode.Parse(row.GetRawText())!.AsObject();
        conversation["special_tokens"] = JsonNode.Parse(golden.GetProperty("special_tokens").GetRawText());
        conversation["now"] = golden.GetProperty("now").GetString();
        return _folder.Write("conversation.json", conversation.ToJsonString());
    }
}
