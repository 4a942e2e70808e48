namespace Vlm.Evaluation;

/// <summary>A metric over a set: one figure, and one for each item.</summary>
public sealed class CaptionScores
{
    /// <summary>The figure over all items.</summary>
    public required double Corpus { get; init; }

    /// <summary>The figure of each item, in their order.</summary>
    public required IReadOnlyList<double> PerItem { get; init; }

    internal static CaptionScores OfMean(double[] perItem)
    {
        double sum = 0;
        foreach (double value in perItem)
        {
            sum += value;
        }

        return new CaptionScores { Corpus = sum / perItem.Length, PerItem = perItem };
    }
}
