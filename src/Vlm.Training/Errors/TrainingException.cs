namespace Vlm.Training;

/// <summary>Training that cannot go on: a loss that is not a number, a checkpoint of another model.</summary>
public sealed class TrainingException : VlmException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was found, what was expected and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public TrainingException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The number of the step, from 1, that was not taken; null where the error is about no step.</summary>
    public long? Step { get; init; }

    /// <summary>The examples of that step's batch, as the batch names them.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <inheritdoc/>
    public override VlmException AtIndex(int index) => new TrainingException(IndexedMessage(index), InnerException) { Index = index, Step = Step, Examples = Examples };
}
