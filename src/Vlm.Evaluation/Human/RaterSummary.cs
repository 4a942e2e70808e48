namespace Vlm.Evaluation;

/// <summary>How much a rater did.</summary>
public sealed class RaterSummary
{
    /// <summary>The rater's name or number.</summary>
    public required string Rater { get; init; }

    /// <summary>The decisions in the file.</summary>
    public required int Answered { get; init; }

    /// <summary>The decisions that the study asks for.</summary>
    public required int Asked { get; init; }
}
