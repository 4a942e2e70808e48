namespace Vlm.Search;

/// <summary>What an update of an index from a folder did.</summary>
public sealed class FolderIndexReport
{
    /// <summary>Pictures that were not in the index before.</summary>
    public required int Added { get; init; }

    /// <summary>Pictures whose file had changed.</summary>
    public required int Updated { get; init; }

    /// <summary>Entries whose file is gone, or changed into something that cannot be read.</summary>
    public required int Removed { get; init; }

    /// <summary>Pictures that were in the index and whose file has not changed.</summary>
    public required int Unchanged { get; init; }

    /// <summary>Files that could not be indexed, and folders (with <c>/</c> at the end) that could not be listed, by ordinal order of their names. They are tried again by the next update.</summary>
    public required IReadOnlyList<SkippedFile> Skipped { get; init; }
}
