namespace Vlm;

/// <summary>How far a download is. Reports come some times a second and at the end of each file.</summary>
public sealed class HubProgress
{
    /// <summary>The file that grew last, relative to the repository.</summary>
    public required string File { get; init; }

    /// <summary>Bytes that are there, of all files of this download; those kept from an interrupted one count.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bytes in all.</summary>
    public required long TotalBytes { get; init; }

    /// <summary>Files that are there.</summary>
    public required int Files { get; init; }

    /// <summary>Files in all.</summary>
    public required int TotalFiles { get; init; }

    /// <summary>For example <c>onnx/model.onnx: 1048576 of 4194304 bytes</c>.</summary>
    public override string ToString() => $"{File}: {Bytes} of {TotalBytes} bytes";
}
