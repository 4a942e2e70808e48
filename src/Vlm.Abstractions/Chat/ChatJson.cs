using System.Buffers;
using System.Text.Json;

namespace Vlm;

/// <summary>Makes the JSON that messages are kept in.</summary>
internal static class ChatJson
{
    public static JsonElement Object(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    /// <summary>The text of a string; null where it holds half of a surrogate pair.</summary>
    public static string? TextOf(JsonElement json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static JsonElement RequireObject(JsonElement json, string what) => json.ValueKind == JsonValueKind.Object
        ? json.Clone()
        : throw new InvalidInputException($"Found JSON of kind {json.ValueKind} for {what}; expected an object, such as {{\"role\":\"user\",\"content\":\"…\"}}.");
}
