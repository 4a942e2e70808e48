namespace Vlm;

/// <summary>What a file of the cache was found to be.</summary>
public sealed class HubFileCheck
{
    /// <summary>The repository, as <c>org/name</c>.</summary>
    public required string Repository { get; init; }

    /// <summary>The commit, 40 hexadecimal digits.</summary>
    public required string Commit { get; init; }

    /// <summary>The file, relative to the repository.</summary>
    public required string File { get; init; }

    /// <summary>The outcome.</summary>
    public required HubFileState State { get; init; }

    /// <summary>What was found where it is not as it should be; else empty.</summary>
    public string Detail { get; init; } = "";
}
