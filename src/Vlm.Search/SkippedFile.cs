namespace Vlm.Search;

/// <summary>A file that could not be indexed, and why.</summary>
public sealed class SkippedFile
{
    /// <summary>Creates it.</summary>
    /// <param name="file">The file's id.</param>
    /// <param name="reason">What is wrong with it and what to do.</param>
    public SkippedFile(string file, string reason)
    {
        File = file;
        Reason = reason;
    }

    /// <summary>The file's id: its path relative to the folder, with <c>/</c> between the parts.</summary>
    public string File { get; }

    /// <summary>What is wrong with it and what to do.</summary>
    public string Reason { get; }

    /// <summary>For example <c>notes.jpg: it is not a picture</c>.</summary>
    public override string ToString() => $"{File}: {Reason}";
}
