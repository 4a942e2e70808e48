namespace Vlm.Evaluation;

/// <summary>Queries whose items are right by degrees. Both lie row by row, [queries, items].</summary>
public sealed class GradedData
{
    /// <summary>The name in its file.</summary>
    public required string Name { get; init; }

    /// <summary>How many items each query has.</summary>
    public required int Items { get; init; }

    /// <summary>The scores.</summary>
    public required ReadOnlyMemory<float> Scores { get; init; }

    /// <summary>How right each item is, 0 or more.</summary>
    public required ReadOnlyMemory<long> Gains { get; init; }
}
