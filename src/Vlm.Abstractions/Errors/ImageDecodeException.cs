namespace Vlm;

/// <summary>A picture could not be decoded.</summary>
public sealed class ImageDecodeException : VlmException
{
    /// <summary>Creates the error.</summary>
    /// <param name="reason">The kind of failure.</param>
    /// <param name="name">The picture's path or name.</param>
    /// <param name="detail">What was found and what to do; follows the name in the message.</param>
    /// <param name="innerException">The cause, if any.</param>
    public ImageDecodeException(ImageDecodeReason reason, string name, string detail, Exception? innerException = null)
        : base($"{name}: {detail}", innerException)
    {
        Reason = reason;
        Name = name;
        Detail = detail;
    }

    private ImageDecodeException(ImageDecodeException source, int index)
        : base(source.IndexedMessage(index), source.InnerException)
    {
        Reason = source.Reason;
        Name = source.Name;
        Detail = source.Detail;
        Index = index;
    }

    /// <summary>The kind of failure.</summary>
    public ImageDecodeReason Reason { get; }

    /// <summary>The picture's path or name.</summary>
    public string Name { get; }

    /// <summary>The message without the name.</summary>
    public string Detail { get; }

    /// <inheritdoc/>
    public override VlmException AtIndex(int index) => new ImageDecodeException(this, index);
}
