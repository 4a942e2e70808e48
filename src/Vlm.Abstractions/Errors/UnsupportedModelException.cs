namespace Vlm;

/// <summary>A model is readable but of a kind that is not known; the message lists the known kinds.</summary>
public sealed class UnsupportedModelException : VlmException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was found, what is known and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public UnsupportedModelException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
