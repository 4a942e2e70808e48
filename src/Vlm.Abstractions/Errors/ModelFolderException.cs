namespace Vlm;

/// <summary>A model folder lacks something or holds something wrong.</summary>
public sealed class ModelFolderException : VlmException
{
    /// <summary>Creates the error.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="detail">What was found, what was expected and what to do; follows the path in the message.</param>
    /// <param name="key">The JSON path inside the file, such as <c>model.vocab</c>; null where the whole file is meant.</param>
    /// <param name="innerException">The cause, if any.</param>
    public ModelFolderException(string path, string detail, string? key = null, Exception? innerException = null)
        : base(key is null ? $"{path}: {detail}" : $"{path}: {key}: {detail}", innerException)
    {
        Path = path;
        Key = key;
    }

    /// <summary>The file or folder.</summary>
    public string Path { get; }

    /// <summary>The JSON path inside the file; null where the whole file is meant.</summary>
    public string? Key { get; }
}
