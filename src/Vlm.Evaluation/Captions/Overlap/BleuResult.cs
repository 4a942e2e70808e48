namespace Vlm.Evaluation;

/// <summary>BLEU-1 to BLEU-4 of a caption set, 0 to 1.</summary>
public sealed class BleuResult
{
    /// <summary>BLEU-1 to BLEU-4 over all items together: from summed counts, not a mean of items.</summary>
    public required IReadOnlyList<double> Corpus { get; init; }

    /// <summary>BLEU-1 to BLEU-4 of each item.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> PerItem { get; init; }

    /// <summary>The summed counts.</summary>
    public required BleuCounts Counts { get; init; }

    /// <summary>The counts of each item.</summary>
    public required IReadOnlyList<BleuCounts> ItemCounts { get; init; }
}
