namespace Vlm.Evaluation;

/// <summary>Something to know before a figure is quoted.</summary>
public sealed class MetricWarning
{
    /// <summary>What the warning is about.</summary>
    public required MetricWarningKind Kind { get; init; }

    /// <summary>The figure, by its name in the report; empty where it is about all of them.</summary>
    public required string Metric { get; init; }

    /// <summary>What was found and what it means, in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The id of the item, as the data names it; null where the warning is about the whole.</summary>
    public string? Id { get; init; }

    /// <summary>The metric, the id and the message in one line.</summary>
    public override string ToString() => $"{(Metric.Length > 0 ? Metric + ": " : "")}{(Id is null ? "" : $"'{Id}': ")}{Message}";
}
