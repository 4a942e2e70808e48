namespace Vlm.Evaluation;

/// <summary>A metric over a set: one figure, and one for each item.</summary>
public sealed class CaptionScores
{
    /// <summary>The figure over all items.</summary>
    public required double Corpus { get; init; }

    /// <summary>The figure of each item, in their order.</summary>
    public required IReadOnlyList<double> PerItem { get; init; }

    /// <summary>What to know before the figure is quoted, such as that it is not comparable with one over other pictures.</summary>
    public IReadOnlyList<MetricWarning> Warnings { get; init; } = [];

    internal static CaptionScores OfMean(double[] perItem, IReadOnlyList<MetricWarning>? warnings = null)
    {
        double sum = 0;
        foreach (double value in perItem)
        {
            sum += value;
        }

        return new CaptionScores { Corpus = sum / perItem.Length, PerItem = perItem, Warnings = warnings ?? [] };
    }
}
