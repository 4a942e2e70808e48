namespace Vlm;

/// <summary>One .onnx file of a folder.</summary>
public sealed class SessionDescription
{
    /// <summary>The path relative to the model folder.</summary>
    public required string File { get; init; }

    /// <summary>What it reads.</summary>
    public required IReadOnlyList<TensorSpec> Inputs { get; init; }

    /// <summary>What it gives.</summary>
    public required IReadOnlyList<TensorSpec> Outputs { get; init; }
}
