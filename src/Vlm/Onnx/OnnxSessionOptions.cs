namespace Vlm.Onnx;

/// <summary>How a session is loaded.</summary>
internal sealed class OnnxSessionOptions
{
    public static OnnxSessionOptions Default { get; } = new();

    /// <summary>Threads that share one run; null for all processors of this process. 1 suits many callers at a time.</summary>
    public int? IntraOpThreads { get; init; }

    /// <summary>
    /// From a location that the file names for its external data, relative to the file, to the full path; throws where the data
    /// may not be read. Null for the files beside it, links not looked at.
    /// </summary>
    public Func<string, string>? ResolveData { get; init; }

    /// <summary>From the full path to the file's structure, for parts of files; it may have been read before.</summary>
    public Func<string, OnnxOutline> ReadOutline { get; init; } = OnnxOutline.Read;
}
