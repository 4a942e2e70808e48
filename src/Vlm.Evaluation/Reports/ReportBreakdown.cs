namespace Vlm.Evaluation;

/// <summary>One figure by kind of item.</summary>
public sealed class ReportBreakdown
{
    /// <summary>What is broken down, such as <c>accuracy by type of question</c>.</summary>
    public required string Title { get; init; }

    /// <summary>One figure a kind.</summary>
    public required IReadOnlyList<ReportFigure> Figures { get; init; }
}
