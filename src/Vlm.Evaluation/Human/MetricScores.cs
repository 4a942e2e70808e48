namespace Vlm.Evaluation;

/// <summary>An automatic metric's score of each candidate that people rated.</summary>
public sealed class MetricScores
{
    /// <summary>The metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>The score by item's id and system's name; candidates without one are left out and counted.</summary>
    public required IReadOnlyDictionary<(string Item, string System), double> Scores { get; init; }
}
