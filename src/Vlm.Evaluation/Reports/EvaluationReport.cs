namespace Vlm.Evaluation;

/// <summary>The figures of a run with their intervals, beside its baselines; the same content goes to HTML, JSON and Markdown.</summary>
public sealed class EvaluationReport
{
    /// <summary>What was run.</summary>
    public required RunHeader Run { get; init; }

    /// <summary>The model, and after it the baselines.</summary>
    public required IReadOnlyList<SystemScores> Systems { get; init; }

    /// <summary>The names of the figures to look at first.</summary>
    public IReadOnlyList<string> Headlines { get; init; } = [];

    /// <summary>The model's figures by kind of item, such as the type of question; empty where there are no kinds.</summary>
    public IReadOnlyList<ReportBreakdown> Breakdowns { get; init; } = [];

    /// <summary>The model beside another run, figure by figure; empty where none was given.</summary>
    public IReadOnlyList<ReportComparison> Comparisons { get; init; } = [];

    /// <summary>How scores spread over the items.</summary>
    public IReadOnlyList<ReportDistribution> Distributions { get; init; } = [];

    /// <summary>The items that the model did best.</summary>
    public IReadOnlyList<ReportExample> Best { get; init; } = [];

    /// <summary>The items that the model did worst.</summary>
    public IReadOnlyList<ReportExample> Worst { get; init; } = [];

    /// <summary>Entries that were left out or failed; they are in no figure.</summary>
    public IReadOnlyList<DataProblem> Problems { get; init; } = [];

    /// <summary>What to know before a figure is quoted.</summary>
    public IReadOnlyList<MetricWarning> Warnings { get; init; } = [];

    /// <summary>The model's own figures.</summary>
    public SystemScores Model => Systems[0];
}
