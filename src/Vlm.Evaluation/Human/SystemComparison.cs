namespace Vlm.Evaluation;

/// <summary>Two systems' grades on the items that both have.</summary>
public sealed class SystemComparison
{
    /// <summary>The system that the difference is taken of.</summary>
    public required string First { get; init; }

    /// <summary>The system that is subtracted.</summary>
    public required string Second { get; init; }

    /// <summary>Both means, the paired difference with its interval, and whether it is noise.</summary>
    public required ModelComparison Comparison { get; init; }
}
