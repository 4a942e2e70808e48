namespace Vlm.Evaluation;

/// <summary>One row of a report: the model or a baseline, with its figures.</summary>
public sealed class SystemScores
{
    /// <summary>For example <c>vlm-default 1.0.0</c>, <c>random</c> or <c>nearest neighbour</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>The figures by name, in the order of the report; empty where there is none, and <see cref="Reason"/> says why.</summary>
    public required IReadOnlyList<ReportFigure> Figures { get; init; }

    /// <summary>Why there are no figures; null where there are.</summary>
    public string? Reason { get; init; }

    /// <summary>The figure of a name; null where there is none.</summary>
    /// <param name="name">The name, such as <c>CIDEr</c>.</param>
    public Estimate? Find(string name) => Figures.FirstOrDefault(figure => figure.Name == name)?.Estimate;
}
