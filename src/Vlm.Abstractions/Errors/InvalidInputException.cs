namespace Vlm;

/// <summary>A text or prompt that no model can take: an empty question, a text above 1 MiB, an empty list of labels.</summary>
public sealed class InvalidInputException : VlmException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was found, what was expected and what to do.</param>
    public InvalidInputException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public override VlmException AtIndex(int index) => new InvalidInputException(IndexedMessage(index)) { Index = index };
}
