using System.Text.Json;

namespace Vlm.Benchmarks.Fuzzing;

/// <summary>Renders and says how it ended.</summary>
internal static class TemplateRendering
{
    private const int Rendered = 0, Refused = 1, FirstFailure = 2;

    public static IReadOnlyList<string> Endings { get; } = ["Rendered", "Refused", .. Enum.GetNames<ChatTemplateFailure>()];

    /// <summary>Renders the conversation with the template; both may be damaged.</summary>
    /// <param name="template">The template's text.</param>
    /// <param name="conversation">JSON with messages, or with variables alone, as in tests/golden/chat.</param>
    public static int Run(string template, byte[] conversation)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(conversation);
            JsonElement root = document.RootElement;
            JsonElement? messages = Find(root, "messages");
            ChatMessage[] said = messages is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(ChatMessage.FromJson)] : [];
            ChatTemplate.FromText(template).Render(said, new ChatTemplateOptions
            {
                Tools = Find(root, "tools"),
                Documents = Find(root, "documents"),
                Variables = Find(root, "variables"),
                AddGenerationPrompt = Find(root, "add_generation_prompt") is { ValueKind: JsonValueKind.True },
                ContinueFinalMessage = Find(root, "continue_final_message") is { ValueKind: JsonValueKind.True },
                Now = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero),
            });
            return Rendered;
        }
        catch (Exception e) when (e is InvalidInputException or JsonException)
        {
            return Refused;
        }
        catch (ChatTemplateException e)
        {
            return FirstFailure + (int)e.Reason;
        }
    }

    private static JsonElement? Find(JsonElement root, string key)
    {
        try
        {
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
        }
        catch (InvalidOperationException)
        {
            return null; // a name is no Unicode; what stands below it is still tried
        }
    }
}
