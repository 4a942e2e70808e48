using System.Text.Json;

namespace Vlm.Composition.Generative.DecoderOnly;

/// <summary>What a message holds, for forms without a template.</summary>
internal static class MessageParts
{
    /// <summary>How many pictures it has, and its words.</summary>
    public static (int Pictures, string Text) Of(ChatMessage message)
    {
        if (!message.Json.TryGetProperty("content", out JsonElement content))
        {
            return (0, "");
        }

        if (content.ValueKind != JsonValueKind.Array)
        {
            return (0, content.ValueKind == JsonValueKind.String ? content.GetString()! : "");
        }

        int pictures = 0;
        string text = "";
        foreach (JsonElement part in content.EnumerateArray())
        {
            string? type = part.TryGetProperty("type", out JsonElement kind) ? kind.ToString() : null;
            pictures += type == "image" ? 1 : 0;
            text += type == "text" && part.TryGetProperty("text", out JsonElement words) ? words.ToString() : "";
        }

        return (pictures, text);
    }
}
