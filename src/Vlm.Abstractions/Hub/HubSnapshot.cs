namespace Vlm;

/// <summary>One state of a repository in the cache.</summary>
public sealed class HubSnapshot
{
    /// <summary>The repository, as <c>org/name</c>.</summary>
    public required string Repository { get; init; }

    /// <summary>The commit, 40 hexadecimal digits.</summary>
    public required string Commit { get; init; }

    /// <summary>The branches and tags that stood at this commit when they were last asked for.</summary>
    public required IReadOnlyList<string> Revisions { get; init; }

    /// <summary>The folder that <c>VisionLanguageModel.Load</c> takes.</summary>
    public required string Folder { get; init; }

    /// <summary>The files that are there, relative to <see cref="Folder"/>, with forward slashes, in ordinal order.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The length of these files; what snapshots share is counted in each.</summary>
    public required long Bytes { get; init; }
}
