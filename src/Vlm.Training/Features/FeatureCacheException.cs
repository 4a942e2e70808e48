namespace Vlm.Training;

/// <summary>A feature cache that cannot be made or read: a full disk, a damaged file, a cache of another encoder, an unreadable picture.</summary>
public sealed class FeatureCacheException : VlmException
{
    /// <summary>Creates the error.</summary>
    /// <param name="path">The cache's file.</param>
    /// <param name="message">What was found, what was expected and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public FeatureCacheException(string path, string message, Exception? innerException = null)
        : base($"{path}: {message}", innerException)
    {
        Path = path;
        Detail = message;
    }

    /// <summary>The cache's file.</summary>
    public string Path { get; }

    /// <summary>The message without the path.</summary>
    public string Detail { get; }

    /// <inheritdoc/>
    public override VlmException AtIndex(int index) => new FeatureCacheException(Path, $"item {index}: {Detail}", InnerException) { Index = index };
}
