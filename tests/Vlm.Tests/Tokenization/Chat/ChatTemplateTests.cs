using System.Text.Json;

namespace Vlm.Tests.Tokenization.Chat;

public sealed class ChatTemplateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_SeveralSources_JinjaFileGoesFirst()
    {
        _folder.Write("tokenizer_config.json", """{"chat_template":"config"}""");
        Assert.Equal("config", Rendered());
        _folder.Write("chat_template.json", """{"chat_template":"json"}""");
        Assert.Equal("json", Rendered());
        _folder.Write("chat_template.jinja", "jinja");
        Assert.Equal("jinja", Rendered());
    }

    [Fact]
    public void Load_NamedTemplates_ToolUseForTools()
    {
        _folder.Write("tokenizer_config.json", """{"chat_template":[{"name":"default","template":"plain"},{"name":"tool_use","template":"tools"},{"name":"rag","template":"rag"}]}""");
        JsonElement tools = JsonDocument.Parse("[]").RootElement;
        Assert.Equal("plain", Rendered());
        Assert.Equal("tools", ChatTemplate.Load(_folder.Path).Render([], new ChatTemplateOptions { Tools = tools }).Text);
        Assert.Equal("rag", ChatTemplate.Load(_folder.Path, "rag").Render([], new ChatTemplateOptions { Tools = tools }).Text);
        ModelFolderException e = Assert.Throws<ModelFolderException>(() => ChatTemplate.Load(_folder.Path, "none"));
        Assert.Contains("default, tool_use, rag", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SpecialTokens_AreVariables()
    {
        _folder.Write("tokenizer_config.json", """{"chat_template":"{{ bos_token }}|{{ eos_token }}|{{ image_token }}","bos_token":{"content":"<s>"},"extra_special_tokens":{"image_token":"<image>"}}""");
        _folder.Write("special_tokens_map.json", """{"bos_token":"<other>","eos_token":"</s>"}""");
        Assert.Equal("<s>|</s>|<image>", Rendered());
    }

    [Fact]
    public void Load_FolderWithoutTemplate_SaysWhatWasLookedFor()
    {
        ModelFolderException e = Assert.Throws<ModelFolderException>(() => ChatTemplate.Load(_folder.Path));
        Assert.Contains("chat_template.jinja", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WrongTemplate_NamesFileLineAndColumn()
    {
        string path = _folder.Write("chat_template.jinja", "a\n  {% if x %}\n{{ y ^ 2 }}");
        ChatTemplateException e = Assert.Throws<ChatTemplateException>(() => ChatTemplate.Load(_folder.Path));
        Assert.Equal((ChatTemplateFailure.Syntax, 3, 6, path), (e.Reason, e.Line, e.Column, e.Template));
    }

    [Fact]
    public void Render_RaiseException_GivesMessageAndPlace()
    {
        ChatTemplate template = ChatTemplate.FromText("x\n{% for m in messages %}\n  {{ raise_exception('no ' ~ m.role) }}{% endfor %}", origin: "mine");
        ChatTemplateException e = Assert.Throws<ChatTemplateException>(() => template.Render([new ChatMessage("tool", "")]));
        Assert.Equal((ChatTemplateFailure.Raised, "no tool", 3, "mine"), (e.Reason, e.Detail, e.Line, e.Template));
    }

    [Fact]
    public void Render_TypedMessages_EqualJson()
    {
        ChatTemplate template = ChatTemplate.FromText("{{ messages }}");
        RenderedChat chat = template.Render([new ChatMessage("system", "a'b"), new ChatMessage("user", [ChatContent.Image, ChatContent.Text("\ud800é🐱")])]);
        Assert.Equal("""[{'role': 'system', 'content': "a'b"}, {'role': 'user', 'content': [{'type': 'image'}, {'type': 'text', 'text': '""" + "\uFFFDé🐱'}]}]", chat.Text);
    }

    [Fact]
    public void Render_NullKeysAndReasoning_TidiedAsInTransformers5()
    {
        ChatMessage message = ChatMessage.FromJson(JsonDocument.Parse("""{"role":"assistant","content":null,"thinking":"hm","reasoning":null}""").RootElement);
        Assert.Equal("{'role': 'assistant', 'thinking': 'hm', 'reasoning_content': 'hm'}", ChatTemplate.FromText("{{ messages[0] }}").Render([message]).Text);
    }

    [Fact]
    public void Render_ContinueAndGenerationPrompt_ContradictEachOther() =>
        Assert.Throws<InvalidInputException>(() => ChatTemplate.FromText("").Render([], new ChatTemplateOptions { AddGenerationPrompt = true, ContinueFinalMessage = true }));

    [Fact]
    public void Render_ContinueButTemplateDropsTheText_Fails() => Assert.Throws<ChatTemplateException>(() =>
        ChatTemplate.FromText("content").Render([new ChatMessage("assistant", "It is")], new ChatTemplateOptions { ContinueFinalMessage = true }));

    [Fact]
    public void Render_GenerationTags_SpansInCodeUnits()
    {
        ChatTemplate template = ChatTemplate.FromText("{% for m in messages %}🐱{% generation %}{{ m.content }}{% endgeneration %}{% endfor %}");
        RenderedChat chat = template.Render([new ChatMessage("a", "é🐱"), new ChatMessage("b", "x")]);
        Assert.Equal([new TokenOffset(2, 5), new TokenOffset(7, 8)], chat.GenerationSpans);
    }

    [Fact]
    public void Render_ManyThreads_SameText()
    {
        ChatTemplate template = ChatTemplate.FromText("{% set ns = namespace(n=0) %}{% for m in messages %}{% set ns.n = ns.n + 1 %}{{ ns.n }}{{ m.content }}{% endfor %}");
        ChatMessage[] messages = [.. Enumerable.Range(0, 50).Select(i => new ChatMessage("user", $"{i}"))];
        string expected = template.Render(messages).Text;
        Parallel.For(0, 200, _ => Assert.Equal(expected, template.Render(messages).Text));
    }

    private string Rendered() => ChatTemplate.Load(_folder.Path).Render([]).Text;
}
