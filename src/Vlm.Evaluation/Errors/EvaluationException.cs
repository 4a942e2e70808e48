namespace Vlm.Evaluation;

/// <summary>Data that cannot be scored: an answer without a reference, an id given twice, a score that is not a number, a file cut in half.</summary>
public sealed class EvaluationException : VlmException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was found, what was expected and what to do.</param>
    /// <param name="id">The id of the item that the error is about; null where it is about the whole.</param>
    /// <param name="innerException">The cause, if any.</param>
    public EvaluationException(string message, string? id = null, Exception? innerException = null)
        : base(message, innerException) => Id = id;

    /// <summary>The id of the item, as the data names it; null where the error is about the whole.</summary>
    public string? Id { get; }

    /// <inheritdoc/>
    public override VlmException AtIndex(int index) => new EvaluationException(IndexedMessage(index), Id, InnerException) { Index = index };
}
