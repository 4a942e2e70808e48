using System.Text;
using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Tokenization.Chat;

/// <summary>Templates rendered as Python's transformers 5.23 with Jinja2 3.1.6 renders them.</summary>
public sealed class ChatGoldenTests
{
    public static TheoryData<int> Expressions => [.. Enumerable.Range(0, ChatGoldens.Read("expressions").GetProperty("cases").GetArrayLength())];

    public static TheoryData<string, int> Conversations => ChatGoldens.Conversations();

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Render_Expression_EqualsReference(int index)
    {
        JsonElement golden = ChatGoldens.Read("expressions"), row = golden.GetProperty("cases")[index];
        string Render() => ChatTemplate.FromText(row.GetProperty("template").GetString()!).Render([], new ChatTemplateOptions
        {
            Variables = row.GetProperty("variables"),
            Now = golden.GetProperty("now").GetDateTimeOffset(),
        }).Text;

        AssertReference(row, Render);
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public void Render_Conversation_EqualsReference(string name, int index)
    {
        JsonElement golden = ChatGoldens.Read(name), row = golden.GetProperty("cases")[index];
        AssertReference(row, () => ChatGoldens.Render(golden, row).Text);
        if (ChatGoldens.Optional(row, "generation_spans") is { } spans)
        {
            RenderedChat chat = ChatGoldens.Render(golden, row);
            IEnumerable<int> actual = chat.GenerationSpans.SelectMany(span => new[] { CodePoints(chat.Text[..span.Start]), CodePoints(chat.Text[..span.End]) });
            Assert.Equal(spans.EnumerateArray().SelectMany(span => span.EnumerateArray().Select(place => place.GetInt32())), actual);
        }
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public void Encode_Conversation_EqualsReference(string name, int index)
    {
        JsonElement golden = ChatGoldens.Read(name), row = golden.GetProperty("cases")[index];
        if (ChatGoldens.Optional(golden, "tokenizer_of_ids") is not { } tokenizer || ChatGoldens.Optional(row, "ids") is not { } ids)
        {
            return;
        }

        string made = GoldenFolder.Path("tokenizers-made", tokenizer.GetString()!);
        string folder = Directory.Exists(made) ? made : SharedFolder.Find("tokenizers", tokenizer.GetString()!);
        RenderedChat chat = ChatGoldens.Render(golden, row);
        using TokenIds actual = chat.Encode(Tokenizer.Load(folder));
        Assert.Equal(ids.EnumerateArray().Select(id => id.GetInt64()), actual.Ids.Memory.ToArray());
        if (ChatGoldens.Optional(row, "assistant_mask") is { } mask)
        {
            Assert.Equal(mask.EnumerateArray().Select(bit => bit.GetInt32()), chat.AssistantMask(actual));
        }
    }

    private static void AssertReference(JsonElement row, Func<string> render)
    {
        if (!row.TryGetProperty("error", out JsonElement error))
        {
            Assert.Equal(row.GetProperty("text").GetString(), render());
            return;
        }

        ChatTemplateException thrown = Assert.Throws<ChatTemplateException>(() => render());
        string type = error.GetProperty("type").GetString()!, message = error.GetProperty("message").GetString()!;
        Assert.Equal(ReasonOf(type), thrown.Reason);
        Assert.Equal(message, thrown.Detail);
        Assert.True(thrown.Line > 0 && thrown.Column > 0);
    }

    private static ChatTemplateFailure ReasonOf(string type) => type switch
    {
        "TemplateError" => ChatTemplateFailure.Raised,
        "UndefinedError" => ChatTemplateFailure.Undefined,
        "SecurityError" => ChatTemplateFailure.Unsafe,
        "TemplateSyntaxError" or "TemplateAssertionError" => ChatTemplateFailure.Syntax,
        _ => ChatTemplateFailure.Evaluation,
    };

    private static int CodePoints(string text) => text.EnumerateRunes().Count();
}
