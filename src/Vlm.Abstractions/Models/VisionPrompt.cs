namespace Vlm;

/// <summary>One or several pictures and a text about them: a question, an instruction, a whole conversation, or nothing.</summary>
public sealed class VisionPrompt
{
    /// <summary>A prompt about one picture.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="text">The text.</param>
    public VisionPrompt(ImageInput image, string text)
        : this([image], text)
    {
    }

    /// <summary>A prompt about several pictures.</summary>
    /// <param name="images">The pictures, in order.</param>
    /// <param name="text">The text.</param>
    public VisionPrompt(IReadOnlyList<ImageInput> images, string text)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(text);
        Images = images;
        Text = text;
    }

    /// <summary>A conversation about pictures, for models of a chat family.</summary>
    /// <param name="images">The pictures, in the order of their places (<see cref="ChatContent.Image"/>) in the messages.</param>
    /// <param name="messages">The messages, the user's last question at the end.</param>
    public VisionPrompt(IReadOnlyList<ImageInput> images, IReadOnlyList<ChatMessage> messages)
        : this(images, "")
    {
        ArgumentNullException.ThrowIfNull(messages);
        Messages = messages;
    }

    /// <summary>The pictures, in order.</summary>
    public IReadOnlyList<ImageInput> Images { get; }

    /// <summary>The text; empty where the prompt is a conversation.</summary>
    public string Text { get; }

    /// <summary>The messages of a conversation; null where the prompt is a text.</summary>
    public IReadOnlyList<ChatMessage>? Messages { get; }
}
