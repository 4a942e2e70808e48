namespace Vlm.Evaluation;

/// <summary>One thing that a rater decides: a candidate to grade, or two to choose from, behind a token that says nothing of them.</summary>
public sealed class RatingTask
{
    /// <summary>The token by which the page and the answers know it.</summary>
    public required string Token { get; init; }

    /// <summary>The item's id.</summary>
    public required string Item { get; init; }

    /// <summary>The system of the candidate; for a choice, of both: "a" in an answer is the first, "b" the second.</summary>
    public required IReadOnlyList<string> Systems { get; init; }
}
