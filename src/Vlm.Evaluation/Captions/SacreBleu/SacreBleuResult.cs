namespace Vlm.Evaluation;

/// <summary>sacreBLEU's BLEU of a caption set, 0 to 100.</summary>
public sealed class SacreBleuResult
{
    /// <summary>The figure over all items together, from summed counts.</summary>
    public required SacreBleuScore Corpus { get; init; }

    /// <summary>The figure of each item, with as many n-gram lengths as its line has (effective order), as sacreBLEU scores sentences.</summary>
    public required IReadOnlyList<SacreBleuScore> PerItem { get; init; }

    /// <summary>The counts of each item.</summary>
    public required IReadOnlyList<BleuCounts> ItemCounts { get; init; }

    /// <summary>The settings behind <see cref="Corpus"/> in sacreBLEU's notation; figures of different signatures are not comparable.</summary>
    public required string Signature { get; init; }
}
