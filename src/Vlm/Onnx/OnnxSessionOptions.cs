namespace Vlm.Onnx;

/// <summary>How a session is loaded.</summary>
internal sealed class OnnxSessionOptions
{
    public static OnnxSessionOptions Default { get; } = new();

    /// <summary>Threads that share one run; null for all processors of this process. 1 suits many callers at a time.</summary>
    public int? IntraOpThreads { get; init; }
}
