namespace Vlm.Evaluation;

/// <summary>BLEU of one line or of a corpus, as sacreBLEU prints it.</summary>
public sealed class SacreBleuScore
{
    /// <summary>0 to 100.</summary>
    public required double Score { get; init; }

    /// <summary>The precision of n-grams of lengths 1 to 4 after smoothing, 0 to 100.</summary>
    public required IReadOnlyList<double> Precisions { get; init; }

    /// <summary>What a text shorter than its references is multiplied by, 0 to 1.</summary>
    public required double BrevityPenalty { get; init; }

    /// <summary>The counts that the score is made of, with what smoothing added.</summary>
    public required BleuCounts Counts { get; init; }
}
