namespace Vlm.Evaluation;

/// <summary>
/// What the raters must not know: which task is which item of which system. It stays with the person who runs the study and is read again
/// for the report. Immutable; thread-safe.
/// </summary>
public sealed class RatingKey
{
    /// <summary>The study's number, which page and answers carry: answers to another page are refused.</summary>
    public required string Study { get; init; }

    /// <summary>Grades or a choice of two.</summary>
    public required RatingMode Mode { get; init; }

    /// <summary>What is graded; empty for a choice.</summary>
    public required IReadOnlyList<string> Criteria { get; init; }

    /// <summary>The best grade; the worst is 1.</summary>
    public required int Scale { get; init; }

    /// <summary>The systems' names.</summary>
    public required IReadOnlyList<string> Systems { get; init; }

    /// <summary>Every task.</summary>
    public required IReadOnlyList<RatingTask> Tasks { get; init; }
}
