namespace Vlm.Evaluation;

/// <summary>Precision and recall at each threshold, from the lowest up; the last point, at no threshold, has precision 1 and recall 0.</summary>
public sealed class PrecisionRecallCurve
{
    private PrecisionRecallCurve(ScoreSteps steps)
    {
        long all = steps.Positives[^1];
        int[] upwards = [.. Enumerable.Range(0, steps.Thresholds.Count).Reverse()];
        Thresholds = [.. upwards.Select(i => steps.Thresholds[i])];
        Precision = [.. upwards.Select(i => (double)steps.Positives[i] / (steps.Positives[i] + steps.Negatives[i])), 1];
        Recall = [.. upwards.Select(i => all == 0 ? double.NaN : (double)steps.Positives[i] / all), 0];
        Reason = all > 0 ? null : "no item is positive; there is nothing to find";
        AveragePrecision = Reason is null ? Sum() : double.NaN;
        (BestF1, BestF1Threshold) = Best();
    }

    /// <summary>The different scores, ascending: an item is predicted as positive at or above one.</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>The precision at each threshold, and 1.</summary>
    public IReadOnlyList<double> Precision { get; }

    /// <summary>The recall at each threshold, and 0; NaN where no item is positive.</summary>
    public IReadOnlyList<double> Recall { get; }

    /// <summary>The sum of precisions, each weighted by the recall that its threshold adds, without interpolation; NaN where no item is positive.</summary>
    public double AveragePrecision { get; }

    /// <summary>The highest F1 of all thresholds; 0 where no item is positive.</summary>
    public double BestF1 { get; }

    /// <summary>The lowest threshold that gives it.</summary>
    public double BestF1Threshold { get; }

    /// <summary>Why the figures are not defined; null where they are.</summary>
    public string? Reason { get; }

    /// <summary>The curve of labels and scores.</summary>
    /// <param name="labels">Whether each item is positive.</param>
    /// <param name="scores">The score of the same items; higher means more likely positive.</param>
    /// <exception cref="EvaluationException">There are no items, or a score is not a number.</exception>
    /// <exception cref="ArgumentException">There are not as many labels as scores.</exception>
    public static PrecisionRecallCurve Of(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores) => new(ScoreSteps.Of(labels, scores));

    private double Sum()
    {
        double sum = 0;
        for (int i = 0; i < Thresholds.Count; i++)
        {
            sum += (Recall[i] - Recall[i + 1]) * Precision[i];
        }

        return sum;
    }

    private (double F1, double Threshold) Best()
    {
        (double F1, double Threshold) best = (0, Thresholds[0]);
        for (int i = 0; i < Thresholds.Count; i++)
        {
            double f1 = Precision[i] + Recall[i] > 0 ? 2 * Precision[i] * Recall[i] / (Precision[i] + Recall[i]) : 0;
            best = f1 > best.F1 ? (f1, Thresholds[i]) : best;
        }

        return best;
    }
}
