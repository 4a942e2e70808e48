namespace Vlm;

/// <summary>One image processor of a folder.</summary>
public sealed class ProcessorDescription
{
    /// <summary>The path relative to the model folder.</summary>
    public required string File { get; init; }

    /// <summary>The class that the file names; null where it names none.</summary>
    public string? Type { get; init; }

    /// <summary>What it makes.</summary>
    public required IReadOnlyList<TensorSpec> Outputs { get; init; }
}
