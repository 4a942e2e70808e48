namespace Vlm;

/// <summary>The root of every error that Vlm raises about models, pictures and texts. Wrong arguments stay <see cref="ArgumentException"/>.</summary>
public class VlmException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was found, what was expected and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public VlmException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>In a batch, the index of the item that the error is about; null where it is about the whole call.</summary>
    public int? Index { get; init; }

    /// <summary>The same error, told of one item of a batch: its index stands before the message.</summary>
    /// <param name="index">The index of the item.</param>
    public virtual VlmException AtIndex(int index) => new(IndexedMessage(index), InnerException) { Index = index };

    /// <summary>The message with the index before it.</summary>
    /// <param name="index">The index of the item.</param>
    protected string IndexedMessage(int index) => $"Item {index}: {Message}";
}
