namespace Vlm.Training;

/// <summary>What one split of a data set holds.</summary>
public sealed class SplitSummary
{
    /// <summary>Its name; <c>none</c> for entries without a split.</summary>
    public required string Name { get; init; }

    /// <summary>Pictures.</summary>
    public required int Pictures { get; init; }

    /// <summary>Captions.</summary>
    public required int Captions { get; init; }

    /// <summary>Questions by type; of those without one the type is <c>other</c>.</summary>
    public required IReadOnlyDictionary<string, int> Questions { get; init; }

    /// <summary>Pictures by class.</summary>
    public required IReadOnlyDictionary<string, int> Classes { get; init; }

    /// <summary>The lengths of the captions in words without punctuation: least, median, mean, 95th percentile, greatest; null without captions.</summary>
    public required CaptionLengths? Lengths { get; init; }

    /// <summary>The share of the captions' words that the vocabulary of the training split has; NaN without captions.</summary>
    public required double Coverage { get; init; }
}
