namespace Vlm;

/// <summary>Why a video could not be read.</summary>
public enum VideoDecodeReason
{
    /// <summary>There is no such file.</summary>
    NotFound,

    /// <summary>The file cannot be read: access denied, a folder, an empty file.</summary>
    Unreadable,

    /// <summary>The program <c>ffmpeg</c> was not found, or cannot be started.</summary>
    ProgramMissing,

    /// <summary>The file has no moving picture, for example only sound.</summary>
    NoVideo,

    /// <summary>Not a video, or one of a kind that is not read.</summary>
    Unsupported,

    /// <summary>The data are damaged or end too early.</summary>
    Corrupt,

    /// <summary>Above a limit of <see cref="ImageLimits"/> or of the video options.</summary>
    TooLarge,

    /// <summary>The decoder gave no sign of life for longer than allowed.</summary>
    TimedOut,
}
