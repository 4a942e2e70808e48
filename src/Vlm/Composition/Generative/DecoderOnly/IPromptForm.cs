namespace Vlm.Composition.Generative.DecoderOnly;

/// <summary>The form in which a decoder-only family was trained to be asked. Thread-safe.</summary>
internal interface IPromptForm
{
    /// <summary>What stands for one picture in <see cref="Write"/>'s text.</summary>
    string Placeholder { get; }

    /// <summary>Whether the form goes on with a conversation.</summary>
    bool Converses { get; }

    /// <summary>Whether the tokenizer adds its special tokens; null where that depends on whether the text begins with the token that begins texts.</summary>
    bool? AddsSpecialTokens { get; }

    /// <summary>The whole prompt, one placeholder a picture.</summary>
    /// <exception cref="NotSupportedException">The form has no place for such a prompt.</exception>
    string Write(VisionPrompt prompt, PromptTask task);

    /// <summary>What takes a placeholder's place: an image token for each row of the picture, and what the family puts around them.</summary>
    string Expand(PictureLayout picture);
}
