namespace Vlm;

/// <summary>
/// The widths of features: what an encoder gives, or what a fusion or head asks for. They are compared when a model is
/// built, so that a mismatch is an error with both numbers there and not at the first call.
/// </summary>
public sealed class FeatureSizes
{
    /// <summary>Neither a sequence nor a pooled vector.</summary>
    public static FeatureSizes None { get; } = new();

    /// <summary>The width D of a row (a patch, a cell, a token); null where there are no rows, or none are needed.</summary>
    public int? Sequence { get; init; }

    /// <summary>The number N of rows of each picture or text where it is fixed; null where it is free.</summary>
    public int? SequenceLength { get; init; }

    /// <summary>The width of the pooled vector; null where there is none, or none is needed.</summary>
    public int? Pooled { get; init; }

    /// <summary>For example <c>rows of 1280 (49 each), pooled 1280</c>.</summary>
    public override string ToString()
    {
        string rows = Sequence is null ? "no rows" : $"rows of {Sequence}{(SequenceLength is null ? "" : $" ({SequenceLength} each)")}";
        return $"{rows}, {(Pooled is null ? "no pooled vector" : $"pooled {Pooled}")}";
    }
}
