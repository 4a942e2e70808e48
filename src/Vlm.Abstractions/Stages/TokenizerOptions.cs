namespace Vlm;

/// <summary>How texts are turned into ids. Null means the tokenizer's own habit, which comes from its folder.</summary>
public sealed class TokenizerOptions
{
    /// <summary>The defaults: special tokens added, cut at the tokenizer's greatest length, padded as the tokenizer is used to.</summary>
    public static TokenizerOptions Default { get; } = new();

    /// <summary>Whether the tokens of the post-processor (such as [CLS] and [SEP]) are added. Default true.</summary>
    public bool AddSpecialTokens { get; init; } = true;

    /// <summary>Whether longer texts are cut to <see cref="MaxLength"/>, their special tokens kept. Default true.</summary>
    public bool Truncate { get; init; } = true;

    /// <summary>The greatest number of tokens, special ones included; null for the tokenizer's own.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Which text of a pair is cut; null for the tokenizer's own, usually <see cref="Vlm.TruncationStrategy.LongestFirst"/>.</summary>
    public TruncationStrategy? TruncationStrategy { get; init; }

    /// <summary>The end from which tokens are cut off; null for the tokenizer's own, usually <see cref="TokenSide.Right"/>.</summary>
    public TokenSide? TruncationSide { get; init; }

    /// <summary>Whether what is cut off comes back as rows of its own, each with its special tokens, after the row that it was cut from. Default false.</summary>
    /// <remarks><see cref="TokenIds.TextIndices"/> says which text a row belongs to.</remarks>
    public bool IncludeOverflow { get; init; }

    /// <summary>How many tokens neighbouring rows of one text have in common, less than the tokens of a text that fit into a row; null for the tokenizer's own, usually 0.</summary>
    public int? Stride { get; init; }

    /// <summary>Whether every row is padded to <see cref="MaxLength"/>; false for the longest row of the batch; null for the tokenizer's own habit.</summary>
    /// <remarks>With <see cref="Truncate"/> false, longer rows stay longer.</remarks>
    public bool? PadToMaxLength { get; init; }

    /// <summary>Rows are padded further to a multiple of this; null for the tokenizer's own, usually 1.</summary>
    public int? PadToMultipleOf { get; init; }

    /// <summary>The end at which padding stands; null for the tokenizer's own, usually <see cref="TokenSide.Right"/>.</summary>
    public TokenSide? PaddingSide { get; init; }

    /// <summary>The second texts of pairs, one for each text; null where there are none.</summary>
    public IReadOnlyList<string>? TextPairs { get; init; }

    /// <summary>Whether <see cref="TokenIds.Offsets"/> is filled. Default false.</summary>
    public bool IncludeOffsets { get; init; }

    /// <summary>Whether <see cref="TokenIds.SpecialTokensMask"/> is filled. Default false.</summary>
    public bool IncludeSpecialTokensMask { get; init; }

    /// <summary>Whether <see cref="TokenIds.SequenceIds"/> is filled. Default false.</summary>
    public bool IncludeSequenceIds { get; init; }
}
