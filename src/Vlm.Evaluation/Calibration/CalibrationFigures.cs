namespace Vlm.Evaluation;

/// <summary>The calibration of one set of probabilities. Immutable.</summary>
public sealed class CalibrationFigures
{
    private CalibrationFigures()
    {
    }

    /// <summary>By 15 ranges of equal width.</summary>
    public Calibration FifteenBins { get; private init; } = null!;

    /// <summary>By 10 ranges of equal width.</summary>
    public Calibration TenBins { get; private init; } = null!;

    /// <summary>By 15 ranges with as many items each.</summary>
    public Calibration Adaptive { get; private init; } = null!;

    /// <summary>The Brier score, 0 to 2.</summary>
    public double Brier { get; private init; }

    /// <summary>The mean negative log-likelihood.</summary>
    public double LogLoss { get; private init; }

    internal static CalibrationFigures Of(int[] labels, int[] predictions, ReadOnlySpan<float> logits, int classes, double temperature)
    {
        double[] probabilities = ClassScores.Softmax(logits, classes, temperature);
        double[] confidences = [.. probabilities.Chunk(classes).Select(row => Math.Min(1, row.Max()))];
        bool[] right = [.. labels.Zip(predictions, (label, prediction) => label == prediction)];
        return new CalibrationFigures
        {
            FifteenBins = Evaluation.Calibration.OfEqualWidth(confidences, right),
            TenBins = Evaluation.Calibration.OfEqualWidth(confidences, right, 10),
            Adaptive = Evaluation.Calibration.OfEqualCounts(confidences, right),
            Brier = BrierScore.OfClasses(labels, probabilities, classes),
            LogLoss = ClassScores.LogLoss(labels, logits, classes, temperature),
        };
    }
}
