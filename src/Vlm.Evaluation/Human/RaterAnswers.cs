namespace Vlm.Evaluation;

/// <summary>What one rater saved from the page.</summary>
public sealed class RaterAnswers
{
    /// <summary>The file that it was read from.</summary>
    public required string File { get; init; }

    /// <summary>The rater's name or number.</summary>
    public required string Rater { get; init; }

    /// <summary>The study's number.</summary>
    public required string Study { get; init; }

    /// <summary>The decisions; a rater may have stopped before the end.</summary>
    public required IReadOnlyList<RatingAnswer> Answers { get; init; }
}
