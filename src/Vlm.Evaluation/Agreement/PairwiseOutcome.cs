namespace Vlm.Evaluation;

/// <summary>Which of two things a rater preferred.</summary>
public enum PairwiseOutcome
{
    /// <summary>The first one.</summary>
    First,

    /// <summary>The second one.</summary>
    Second,

    /// <summary>Neither: half a win for each.</summary>
    Tie,
}
