namespace Vlm.Evaluation;

/// <summary>How well an automatic metric agrees with the people, candidate by candidate (for choices: difference by difference).</summary>
public sealed class MetricAgreement
{
    /// <summary>The metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>Kendall's τ-b with a bootstrap interval over tasks.</summary>
    public required Estimate KendallTauB { get; init; }

    /// <summary>Kendall's τ-c with a bootstrap interval over tasks.</summary>
    public required Estimate KendallTauC { get; init; }

    /// <summary>The two-sided p-value of τ.</summary>
    public required double KendallPValue { get; init; }

    /// <summary>Spearman's ρ with a bootstrap interval over tasks.</summary>
    public required Estimate Spearman { get; init; }

    /// <summary>The two-sided p-value of ρ.</summary>
    public required double SpearmanPValue { get; init; }

    /// <summary>Tasks that people answered and the metric has no score for: not in the figures.</summary>
    public required int Missing { get; init; }
}
