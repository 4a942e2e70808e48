namespace Vlm.Evaluation;

/// <summary>The figures of results that were given, with their intervals, and the scores of each item.</summary>
public sealed class MetricReport
{
    /// <summary>The figures, in order.</summary>
    public required IReadOnlyList<ReportFigure> Figures { get; init; }

    /// <summary>The items' ids, in order.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>What the scores of items are called in JSON: <c>perImage</c> or <c>perQuestion</c>.</summary>
    public required string ItemsName { get; init; }

    /// <summary>The score of each item by each figure's name; NaN where it is not defined.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double>> PerItem { get; init; }

    /// <summary>What was read out of each item, by name, such as the choice of an answer; null where nothing was.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string?>> Readings { get; init; } = new Dictionary<string, IReadOnlyList<string?>>();

    /// <summary>The figures by kind of item, such as the type of question; empty where there are no kinds.</summary>
    public IReadOnlyList<ReportBreakdown> Breakdowns { get; init; } = [];

    /// <summary>The figures beside those of other results, one by one; empty where none were given.</summary>
    public IReadOnlyList<ReportComparison> Comparisons { get; init; } = [];

    /// <summary>The settings that a figure has to be quoted with, by its name.</summary>
    public IReadOnlyDictionary<string, string> Signatures { get; init; } = new Dictionary<string, string>();

    /// <summary>What to know before a figure is quoted.</summary>
    public IReadOnlyList<MetricWarning> Warnings { get; init; } = [];

    /// <summary>The figure of a name; null where there is none.</summary>
    /// <param name="name">The name, such as <c>CIDEr</c>.</param>
    public Estimate? Find(string name) => Figures.FirstOrDefault(figure => figure.Name == name)?.Estimate;

    internal static IReadOnlyList<ReportComparison> Compare(IReadOnlyList<Figure> mine, IReadOnlyList<Figure> others, string name, ResamplingOptions? options, CancellationToken cancellationToken) =>
        [.. mine.Zip(others).Select(pair => (pair.First.Name, Result: pair.First.CompareTo(pair.Second, options, cancellationToken)))
            .Where(pair => pair.Result is not null)
            .Select(pair => new ReportComparison { Figure = pair.Name, Other = name, Result = pair.Result! })];
}
