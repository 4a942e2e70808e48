namespace Vlm.Evaluation;

/// <summary>chrF of a caption set, 0 to 100.</summary>
public sealed class ChrfResult
{
    /// <summary>The figure over all items together, from the summed counts of each item against its best reference.</summary>
    public required double Corpus { get; init; }

    /// <summary>The figure of each item, against the reference that gives it the highest.</summary>
    public required IReadOnlyList<double> PerItem { get; init; }

    /// <summary>The settings in sacreBLEU's notation; figures of different signatures are not comparable.</summary>
    public required string Signature { get; init; }

    internal IReadOnlyList<ChrfCounts> ItemCounts { get; init; } = [];
}
