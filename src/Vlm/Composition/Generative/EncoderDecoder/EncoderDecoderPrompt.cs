namespace Vlm.Composition.Generative.EncoderDecoder;

/// <summary>A prompt as the two halves of a model read it.</summary>
internal sealed record EncoderDecoderPrompt
{
    /// <summary>The ids that the text begins with: the start id, or a task prompt.</summary>
    public required int[] DecoderIds { get; init; }

    /// <summary>The ids that the encoder reads beside the picture; empty where it reads pictures only.</summary>
    public int[] EncoderIds { get; init; } = [];

    /// <summary>What the reader of the text needs to know of the prompt: the family's name of the task, or nothing.</summary>
    public string Task { get; init; } = "";

    /// <summary>Whether the prompt was longer than the model reads, and was cut.</summary>
    public bool Truncated { get; init; }

    /// <summary>Whether the prompt speaks of places in pixels, so that it is written once more when the picture's size is known.</summary>
    public bool DependsOnPicture { get; init; }
}
