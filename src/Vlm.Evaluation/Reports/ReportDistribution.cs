namespace Vlm.Evaluation;

/// <summary>How one score spreads over the items.</summary>
public sealed class ReportDistribution
{
    /// <summary>What is counted, such as <c>CIDEr of a picture</c>.</summary>
    public required string Title { get; init; }

    /// <summary>One value an item.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>Whether the values are ranks, which spread over orders of magnitude.</summary>
    public bool AreRanks { get; init; }
}
