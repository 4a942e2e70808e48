namespace Vlm;

/// <summary>One or several pictures and a text about them: a question, an instruction, or nothing.</summary>
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

    /// <summary>The pictures, in order.</summary>
    public IReadOnlyList<ImageInput> Images { get; }

    /// <summary>The text.</summary>
    public string Text { get; }
}
