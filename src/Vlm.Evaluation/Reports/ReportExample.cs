namespace Vlm.Evaluation;

/// <summary>One item with what the model gave and what people said.</summary>
public sealed class ReportExample
{
    /// <summary>The id of the picture or question.</summary>
    public required string Id { get; init; }

    /// <summary>The picture's name in the data set.</summary>
    public required string Picture { get; init; }

    /// <summary>The question; null where there is none.</summary>
    public string? Question { get; init; }

    /// <summary>What the model gave.</summary>
    public required string Output { get; init; }

    /// <summary>What people said.</summary>
    public required IReadOnlyList<string> References { get; init; }

    /// <summary>The score by which the item was chosen.</summary>
    public required double Score { get; init; }

    /// <summary>The name of that score.</summary>
    public required string ScoreName { get; init; }
}
