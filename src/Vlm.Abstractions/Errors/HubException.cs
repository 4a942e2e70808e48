namespace Vlm;

/// <summary>A model could not be had from the hub or its cache.</summary>
public sealed class HubException : VlmException
{
    /// <summary>Creates the error.</summary>
    /// <param name="reason">The kind of failure.</param>
    /// <param name="repository">The repository, as <c>org/name</c>, or the file or folder of the cache.</param>
    /// <param name="detail">What was found, what was expected and what to do; follows the repository in the message.</param>
    /// <param name="innerException">The cause, if any.</param>
    public HubException(HubReason reason, string repository, string detail, Exception? innerException = null)
        : base($"{repository}: {detail}", innerException)
    {
        Reason = reason;
        Repository = repository;
    }

    /// <summary>The kind of failure.</summary>
    public HubReason Reason { get; }

    /// <summary>The repository, as <c>org/name</c>, or the file or folder of the cache.</summary>
    public string Repository { get; }
}
