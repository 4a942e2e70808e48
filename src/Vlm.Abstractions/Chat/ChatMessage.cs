using System.Text.Json;

namespace Vlm;

/// <summary>One message of a conversation: who speaks, and what. Immutable and thread-safe.</summary>
public sealed class ChatMessage
{
    /// <summary>A message whose content is a plain text.</summary>
    /// <remarks>Templates of vision-language models mostly expect parts instead; see the other constructor.</remarks>
    /// <param name="role">Mostly <c>user</c>, <c>assistant</c>, <c>system</c> or <c>tool</c>; the template knows.</param>
    /// <param name="text">The text; lone surrogates become U+FFFD.</param>
    public ChatMessage(string role, string text)
    {
        ArgumentNullException.ThrowIfNull(role);
        ArgumentNullException.ThrowIfNull(text);
        Json = ChatJson.Object(writer =>
        {
            writer.WriteString("role", role);
            writer.WriteString("content", text);
        });
    }

    /// <summary>A message whose content is a list of parts: texts and places of pictures.</summary>
    /// <param name="role">Mostly <c>user</c>, <c>assistant</c>, <c>system</c> or <c>tool</c>; the template knows.</param>
    /// <param name="parts">The parts in their order.</param>
    public ChatMessage(string role, IReadOnlyList<ChatContent> parts)
    {
        ArgumentNullException.ThrowIfNull(role);
        ArgumentNullException.ThrowIfNull(parts);
        Json = ChatJson.Object(writer =>
        {
            writer.WriteString("role", role);
            writer.WriteStartArray("content");
            foreach (ChatContent part in parts)
            {
                part.Json.WriteTo(writer);
            }

            writer.WriteEndArray();
        });
    }

    private ChatMessage(JsonElement json) => Json = json;

    /// <summary>The message as chat templates see it.</summary>
    public JsonElement Json { get; }

    /// <summary>Who speaks; null where the message does not say.</summary>
    public string? Role => Json.TryGetProperty("role", out JsonElement role) && role.ValueKind == JsonValueKind.String ? ChatJson.TextOf(role) : null;

    /// <summary>A message with keys of its own, such as tool_calls or reasoning_content.</summary>
    /// <param name="json">An object, as in Hugging Face's conversations.</param>
    /// <exception cref="InvalidInputException">It is no object.</exception>
    public static ChatMessage FromJson(JsonElement json) => new(ChatJson.RequireObject(json, "a message"));
}
