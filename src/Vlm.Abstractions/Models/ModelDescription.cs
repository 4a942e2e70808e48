namespace Vlm;

/// <summary>What a model folder holds, as VisionLanguageModel.Inspect finds it.</summary>
public sealed class ModelDescription
{
    /// <summary>The folder.</summary>
    public required string Path { get; init; }

    /// <summary>The family that would load it; null where none does.</summary>
    public string? Family { get; init; }

    /// <summary>Every .onnx file with its inputs and outputs, by relative path.</summary>
    public required IReadOnlyList<SessionDescription> Sessions { get; init; }

    /// <summary>Every tokenizer.json, by relative path.</summary>
    public required IReadOnlyList<TokenizerDescription> Tokenizers { get; init; }

    /// <summary>Every preprocessor_config.json, by relative path.</summary>
    public required IReadOnlyList<ProcessorDescription> Processors { get; init; }
}
