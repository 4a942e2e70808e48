namespace Vlm.Evaluation;

/// <summary>What the raters say by choosing between two.</summary>
public sealed class ChoiceReport
{
    /// <summary>Every system's strength.</summary>
    public required IReadOnlyList<SystemStrength> Systems { get; init; }

    /// <summary>Fleiss' kappa of the three possible answers, over the tasks that every rater answered.</summary>
    public required Estimate Fleiss { get; init; }

    /// <summary>Krippendorff's alpha of the three possible answers, as names.</summary>
    public required Estimate Krippendorff { get; init; }

    /// <summary>Cohen's kappa of the three possible answers, the mean over pairs of raters.</summary>
    public required Estimate Cohen { get; init; }

    /// <summary>How well the difference of each automatic metric agrees with the people's preference.</summary>
    public required IReadOnlyList<MetricAgreement> Metrics { get; init; }
}
