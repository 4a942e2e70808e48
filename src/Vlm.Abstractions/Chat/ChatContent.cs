using System.Text.Json;

namespace Vlm;

/// <summary>One part of a message: a text, the place of a picture or of a video, or whatever a template knows. Immutable and thread-safe.</summary>
public sealed class ChatContent
{
    private ChatContent(JsonElement json) => Json = json;

    /// <summary>The place of a picture: <c>{"type":"image"}</c>. The pictures themselves go to the model in the same order.</summary>
    public static ChatContent Image { get; } = new(ChatJson.Object(writer => writer.WriteString("type", "image")));

    /// <summary>The place of a video: <c>{"type":"video"}</c>.</summary>
    public static ChatContent Video { get; } = new(ChatJson.Object(writer => writer.WriteString("type", "video")));

    /// <summary>The part as chat templates see it.</summary>
    public JsonElement Json { get; }

    /// <summary>A text: <c>{"type":"text","text":…}</c>.</summary>
    /// <param name="text">The text; lone surrogates become U+FFFD.</param>
    public static ChatContent Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ChatContent(ChatJson.Object(writer =>
        {
            writer.WriteString("type", "text");
            writer.WriteString("text", text);
        }));
    }

    /// <summary>A part with keys of its own, such as <c>{"type":"image","url":"a.png"}</c>.</summary>
    /// <param name="json">An object.</param>
    /// <exception cref="InvalidInputException">It is no object.</exception>
    public static ChatContent FromJson(JsonElement json) => new(ChatJson.RequireObject(json, "a part of a message"));
}
