namespace Vlm;

/// <summary>How texts are turned into ids.</summary>
public sealed class TokenizerOptions
{
    /// <summary>The defaults: special tokens added, cut at the tokenizer's greatest length, padded to the longest of the batch.</summary>
    public static TokenizerOptions Default { get; } = new();

    /// <summary>Whether the tokens of the post-processor (such as [CLS] and [SEP]) are added. Default true.</summary>
    public bool AddSpecialTokens { get; init; } = true;

    /// <summary>Whether longer texts are cut to <see cref="MaxLength"/>, their closing special tokens kept. Default true.</summary>
    public bool Truncate { get; init; } = true;

    /// <summary>The greatest number of tokens, special ones included; null for the tokenizer's own.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether every text is padded to <see cref="MaxLength"/> rather than to the longest of the batch; null for the tokenizer's own habit.</summary>
    public bool? PadToMaxLength { get; init; }

    /// <summary>The second texts of pairs, one for each text; null where there are none.</summary>
    public IReadOnlyList<string>? TextPairs { get; init; }

    /// <summary>Whether <see cref="TokenIds.Offsets"/> is filled. Default false.</summary>
    public bool IncludeOffsets { get; init; }
}
