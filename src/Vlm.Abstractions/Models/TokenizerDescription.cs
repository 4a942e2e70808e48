namespace Vlm;

/// <summary>One tokenizer of a folder.</summary>
public sealed class TokenizerDescription
{
    /// <summary>The path relative to the model folder.</summary>
    public required string File { get; init; }

    /// <summary>The number of tokens.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>The greatest number of tokens of a text; null where nothing limits it.</summary>
    public int? MaxLength { get; init; }
}
