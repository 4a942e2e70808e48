namespace Vlm.Evaluation;

/// <summary>The receiver operating characteristic: at each threshold the shares of negative and of positive items at or above it. No point is left out.</summary>
public sealed class RocCurve
{
    private RocCurve(ScoreSteps steps)
    {
        long positives = steps.Positives[^1], negatives = steps.Negatives[^1];
        Thresholds = [double.PositiveInfinity, .. steps.Thresholds];
        FalsePositiveRate = [negatives == 0 ? double.NaN : 0, .. steps.Negatives.Select(count => negatives == 0 ? double.NaN : (double)count / negatives)];
        TruePositiveRate = [positives == 0 ? double.NaN : 0, .. steps.Positives.Select(count => positives == 0 ? double.NaN : (double)count / positives)];
        Reason = positives > 0 && negatives > 0 ? null : $"all items are {(positives > 0 ? "positive" : "negative")}; the area compares positive with negative ones";
        Area = Reason is null ? Integral() : double.NaN;
    }

    /// <summary>The thresholds from infinity down to the lowest score.</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>The share of negative items at or above each threshold, 0 to 1; NaN where there is none.</summary>
    public IReadOnlyList<double> FalsePositiveRate { get; }

    /// <summary>The share of positive items at or above each threshold, 0 to 1; NaN where there is none.</summary>
    public IReadOnlyList<double> TruePositiveRate { get; }

    /// <summary>The area under the curve: how often a positive item has a higher score than a negative one, ties half; NaN where a class is missing.</summary>
    public double Area { get; }

    /// <summary>Why the area is not defined; null where it is.</summary>
    public string? Reason { get; }

    /// <summary>The curve of labels and scores.</summary>
    /// <param name="labels">Whether each item is positive.</param>
    /// <param name="scores">The score of the same items; higher means more likely positive.</param>
    /// <exception cref="EvaluationException">There are no items, or a score is not a number.</exception>
    /// <exception cref="ArgumentException">There are not as many labels as scores.</exception>
    public static RocCurve Of(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores) => new(ScoreSteps.Of(labels, scores));

    private double Integral()
    {
        double area = 0;
        for (int i = 1; i < Thresholds.Count; i++)
        {
            area += (FalsePositiveRate[i] - FalsePositiveRate[i - 1]) * (TruePositiveRate[i] + TruePositiveRate[i - 1]) / 2;
        }

        return area;
    }
}
