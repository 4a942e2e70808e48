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

    /// <summary>The queries of which no item is right: their nDCG is 0 divided by 0, and 0 stands for it.</summary>
    public IReadOnlyList<MetricWarning> Warnings =>
    [
        .. Enumerable.Range(0, Items == 0 ? 0 : Gains.Length / Items).Where(query => !Gains.Span.Slice(query * Items, Items).ContainsAnyExcept(0)).Select(query => new MetricWarning
        {
            Kind = MetricWarningKind.ZeroByZero,
            Metric = "nDCG",
            Id = $"{query}",
            Message = "no item of this query is right; 0 stands for 0 divided by 0.",
        }),
    ];
}
