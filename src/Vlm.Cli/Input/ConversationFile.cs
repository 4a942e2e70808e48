using System.Globalization;
using System.Text.Json;

namespace Vlm.Cli.Input;

/// <summary>A conversation for a chat template: messages, and what the template sees beside them, under Hugging Face's names.</summary>
internal sealed record ConversationFile(IReadOnlyList<ChatMessage> Messages, ChatTemplateOptions Options)
{
    public static ConversationFile Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(path, document.RootElement.Clone());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The parser lets half of a surrogate pair pass, and fails when the text is looked at.
            throw new InvalidInputException($"{path}: it is not JSON: {e.Message}");
        }
    }

    private static ConversationFile Read(string path, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || Find(root, "messages") is not { ValueKind: JsonValueKind.Array } messages)
        {
            throw new InvalidInputException($"{path}: expected an object with messages: {{\"messages\":[{{\"role\":\"user\",\"content\":\"…\"}}]}}.");
        }

        return new ConversationFile([.. messages.EnumerateArray().Select(ChatMessage.FromJson)], new ChatTemplateOptions
        {
            Tools = Find(root, "tools"),
            Documents = Find(root, "documents"),
            Variables = Find(root, "variables"),
            SpecialTokens = SpecialTokens(path, root),
            AddGenerationPrompt = Flag(path, root, "add_generation_prompt"),
            ContinueFinalMessage = Flag(path, root, "continue_final_message"),
            Now = Now(path, root),
        });
    }

    private static JsonElement? Find(JsonElement root, string key) => root.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static bool Flag(string path, JsonElement root, string key) => Find(root, key) switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        { } other => throw new InvalidInputException($"{path}: {key}: expected true or false, found {other.GetRawText()}."),
    };

    private static Dictionary<string, string>? SpecialTokens(string path, JsonElement root) => Find(root, "special_tokens") switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } tokens when tokens.EnumerateObject().All(token => token.Value.ValueKind == JsonValueKind.String) =>
            tokens.EnumerateObject().ToDictionary(token => token.Name, token => token.Value.GetString()!),
        { } other => throw new InvalidInputException($"{path}: special_tokens: expected an object of texts, found {other.GetRawText()}."),
    };

    private static DateTimeOffset? Now(string path, JsonElement root) => Find(root, "now") switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text when DateTimeOffset.TryParse(text.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset now) => now,
        { } other => throw new InvalidInputException($"{path}: now: expected a date and time such as \"2026-02-03T04:05:06\", found {other.GetRawText()}."),
    };
}
