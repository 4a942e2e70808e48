namespace Vlm.Search;

/// <summary>An index file could not be used or written.</summary>
public sealed class ImageIndexException : VlmException
{
    /// <summary>Creates the error.</summary>
    /// <param name="error">The kind of failure.</param>
    /// <param name="path">The index file, or what stands for it.</param>
    /// <param name="detail">What was found, what was expected and what to do; follows the path in the message.</param>
    /// <param name="innerException">The cause, if any.</param>
    public ImageIndexException(ImageIndexError error, string path, string detail, Exception? innerException = null)
        : base($"{path}: {detail}", innerException)
    {
        Error = error;
        Path = path;
        Detail = detail;
    }

    private ImageIndexException(ImageIndexException source, int index)
        : base(source.IndexedMessage(index), source.InnerException)
    {
        Error = source.Error;
        Path = source.Path;
        Detail = source.Detail;
        Index = index;
    }

    /// <summary>The kind of failure.</summary>
    public ImageIndexError Error { get; }

    /// <summary>The index file, or what stands for it.</summary>
    public string Path { get; }

    /// <summary>The message without the path.</summary>
    public string Detail { get; }

    /// <inheritdoc/>
    public override VlmException AtIndex(int index) => new ImageIndexException(this, index);
}
