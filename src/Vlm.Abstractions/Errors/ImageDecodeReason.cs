namespace Vlm;

/// <summary>Why a picture could not be decoded.</summary>
public enum ImageDecodeReason
{
    /// <summary>There is no such file.</summary>
    NotFound,

    /// <summary>The file or stream cannot be read (access denied, a folder, an I/O error).</summary>
    Unreadable,

    /// <summary>No known signature, or nothing there.</summary>
    NotAnImage,

    /// <summary>A known format or feature that is not read.</summary>
    Unsupported,

    /// <summary>The data end too early.</summary>
    Truncated,

    /// <summary>The data contradict themselves.</summary>
    Corrupt,

    /// <summary>Above a limit of <see cref="ImageLimits"/>: refused before memory is taken, or stopped when its time was up.</summary>
    TooLarge,
}
