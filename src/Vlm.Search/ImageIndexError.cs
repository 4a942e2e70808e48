namespace Vlm.Search;

/// <summary>Why an index file could not be used.</summary>
public enum ImageIndexError
{
    /// <summary>There is no such file.</summary>
    NotFound,

    /// <summary>The file cannot be read (access denied, a folder, an I/O error).</summary>
    Unreadable,

    /// <summary>The file is something else.</summary>
    NotAnIndex,

    /// <summary>It was written in a format that this version does not read.</summary>
    OtherVersion,

    /// <summary>The data end too early.</summary>
    Truncated,

    /// <summary>The data are not what was written: the checksum differs, or the contents contradict themselves.</summary>
    Altered,

    /// <summary>Its embeddings come from another model.</summary>
    OtherModel,

    /// <summary>It describes another folder of pictures.</summary>
    OtherFolder,

    /// <summary>The file could not be written; what was there before is untouched.</summary>
    NotWritten,
}
