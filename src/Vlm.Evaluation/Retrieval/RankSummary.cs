namespace Vlm.Evaluation;

/// <summary>What the best ranks of many queries amount to.</summary>
public sealed class RankSummary
{
    /// <summary>Sums ranks up.</summary>
    /// <param name="ranks">The rank of the best right item of each query, from 1; one or more.</param>
    public RankSummary(IReadOnlyList<double> ranks)
    {
        ArgumentNullException.ThrowIfNull(ranks);
        ArgumentOutOfRangeException.ThrowIfZero(ranks.Count, nameof(ranks));
        Ranks = ranks;
        Median = Quantiles.Median([.. ranks]);
        Mean = ranks.Average();
        MeanReciprocalRank = ranks.Average(rank => 1 / rank);
    }

    /// <summary>The rank of each query's best right item.</summary>
    public IReadOnlyList<double> Ranks { get; }

    /// <summary>The median rank (MedR).</summary>
    public double Median { get; }

    /// <summary>The mean rank.</summary>
    public double Mean { get; }

    /// <summary>The mean of one over the rank (MRR), 0 to 1.</summary>
    public double MeanReciprocalRank { get; }

    /// <summary>The share of queries whose best right item is among the first k (R@k as the field prints it), 0 to 1.</summary>
    /// <param name="k">The cut, 1 or more.</param>
    public double RecallAt(int k) => (double)Ranks.Count(rank => rank <= k) / Ranks.Count;
}
