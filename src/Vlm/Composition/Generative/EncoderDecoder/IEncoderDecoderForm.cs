namespace Vlm.Composition.Generative.EncoderDecoder;

/// <summary>How a family with an encoder beside its decoder is asked, and how its texts are read. Thread-safe.</summary>
internal interface IEncoderDecoderForm
{
    /// <summary>Which of <see cref="ModelCapabilities.Caption"/>, <see cref="ModelCapabilities.Answer"/> and <see cref="ModelCapabilities.Detect"/> the family can do.</summary>
    ModelCapabilities Capabilities { get; }

    /// <summary>Puts a text into the family's form.</summary>
    /// <param name="text">A question, an instruction, a task, or nothing.</param>
    /// <param name="task">What the call wants.</param>
    /// <param name="picture">The picture's size; null before it is known.</param>
    /// <exception cref="InvalidInputException">The text names a task that the folder does not know.</exception>
    EncoderDecoderPrompt Write(string text, PromptTask task, PictureSize? picture);

    /// <summary>Reads generated ids: words, regions, fields.</summary>
    /// <param name="prompt">What was asked.</param>
    /// <param name="ids">What was generated, the end token included if it was reached.</param>
    /// <param name="picture">The picture's size.</param>
    ReadText Read(EncoderDecoderPrompt prompt, IReadOnlyList<int> ids, PictureSize picture);

    /// <summary>The ids of the prompt whose words stand before the generated ones in the text; empty where the text begins with those.</summary>
    ReadOnlySpan<int> Lead(EncoderDecoderPrompt prompt);
}
