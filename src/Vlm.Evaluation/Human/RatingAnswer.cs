namespace Vlm.Evaluation;

/// <summary>One decision of one rater.</summary>
public sealed class RatingAnswer
{
    /// <summary>The task's token.</summary>
    public required string Task { get; init; }

    /// <summary>What was graded; null for a choice.</summary>
    public string? Criterion { get; init; }

    /// <summary>The grade, 1 to the study's scale; 0 for a choice.</summary>
    public int Grade { get; init; }

    /// <summary>Which of the task's two systems is better; null for a grade.</summary>
    public PairwiseOutcome? Choice { get; init; }
}
