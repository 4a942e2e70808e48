namespace Vlm;

/// <summary>One .onnx file of a folder.</summary>
public sealed class SessionDescription
{
    /// <summary>The path relative to the model folder.</summary>
    public required string File { get; init; }

    /// <summary>What the session is for, and the precision of its weights, as far as the file's name tells; null for a file that stands deeper in the folder.</summary>
    public string? Name { get; init; }

    /// <summary>The precision of its weights, likewise.</summary>
    public ModelPrecision? Precision { get; init; }

    /// <summary>Why it cannot be opened; null where it can. Inputs and outputs are empty then.</summary>
    public string? Error { get; init; }

    /// <summary>What it reads.</summary>
    public required IReadOnlyList<TensorSpec> Inputs { get; init; }

    /// <summary>What it gives.</summary>
    public required IReadOnlyList<TensorSpec> Outputs { get; init; }
}
