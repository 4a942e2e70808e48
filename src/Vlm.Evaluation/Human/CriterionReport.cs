namespace Vlm.Evaluation;

/// <summary>What the raters say by one criterion.</summary>
public sealed class CriterionReport
{
    /// <summary>The criterion.</summary>
    public required string Criterion { get; init; }

    /// <summary>Every system's mean grade.</summary>
    public required IReadOnlyList<SystemGrade> Systems { get; init; }

    /// <summary>Every pair of systems: is the difference more than noise?</summary>
    public required IReadOnlyList<SystemComparison> Comparisons { get; init; }

    /// <summary>How far the raters agree.</summary>
    public required GradeAgreement Agreement { get; init; }

    /// <summary>How well each automatic metric agrees with the people.</summary>
    public required IReadOnlyList<MetricAgreement> Metrics { get; init; }
}
