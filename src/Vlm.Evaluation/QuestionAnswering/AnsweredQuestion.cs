namespace Vlm.Evaluation;

/// <summary>One question with a model's answer and people's.</summary>
public sealed class AnsweredQuestion
{
    /// <summary>The question's id; no two share one. Numbers are ids as their digits.</summary>
    public required string Id { get; init; }

    /// <summary>The model's answer, as it was given; may be empty.</summary>
    public required string Prediction { get; init; }

    /// <summary>People's answers; of a multiple-choice question the letter of the right option, or nothing where it is not known.</summary>
    public required IReadOnlyList<string> Answers { get; init; }

    /// <summary>The texts of the options of a multiple-choice question; empty for any other.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>The type of the question; null where it has none.</summary>
    public string? Type { get; init; }
}
