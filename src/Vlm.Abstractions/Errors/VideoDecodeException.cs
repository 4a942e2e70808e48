namespace Vlm;

/// <summary>A video could not be read, or not to its end.</summary>
public sealed class VideoDecodeException : VlmException
{
    /// <summary>Creates the error.</summary>
    /// <param name="reason">The kind of failure.</param>
    /// <param name="name">The video's path.</param>
    /// <param name="detail">What was found and what to do; follows the name in the message.</param>
    /// <param name="innerException">The cause, if any.</param>
    public VideoDecodeException(VideoDecodeReason reason, string name, string detail, Exception? innerException = null)
        : base($"{name}: {detail}", innerException)
    {
        Reason = reason;
        Name = name;
        Detail = detail;
    }

    private VideoDecodeException(VideoDecodeException source, int index)
        : base(source.IndexedMessage(index), source.InnerException)
    {
        Reason = source.Reason;
        Name = source.Name;
        Detail = source.Detail;
        Index = index;
    }

    /// <summary>The kind of failure.</summary>
    public VideoDecodeReason Reason { get; }

    /// <summary>The video's path.</summary>
    public string Name { get; }

    /// <summary>The message without the name; what the decoder itself said included.</summary>
    public string Detail { get; }

    /// <inheritdoc/>
    public override VlmException AtIndex(int index) => new VideoDecodeException(this, index);
}
