namespace Vlm;

/// <summary>A text cannot go on: the model gave logits that are no numbers, or all tokens are forbidden.</summary>
public sealed class GenerationException : VlmException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was found, what was expected and what to do.</param>
    public GenerationException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public override VlmException AtIndex(int index) => new GenerationException(IndexedMessage(index)) { Index = index };
}
