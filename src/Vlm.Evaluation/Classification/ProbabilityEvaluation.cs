namespace Vlm.Evaluation;

/// <summary>What logits say beyond the most probable class. Immutable.</summary>
public sealed class ProbabilityEvaluation
{
    private ProbabilityEvaluation()
    {
    }

    /// <summary>The mean negative logarithm of the true class's probability.</summary>
    public double LogLoss { get; private init; }

    /// <summary>Each class against all others: the curve of its probability.</summary>
    public IReadOnlyList<RocCurve> OneVsRest { get; private init; } = [];

    /// <summary>Each class against all others: precision and recall by its probability.</summary>
    public IReadOnlyList<PrecisionRecallCurve> OneVsRestPrecision { get; private init; } = [];

    /// <summary>Calibration as the logits are.</summary>
    public CalibrationFigures Calibration { get; private init; } = null!;

    /// <summary>The temperature that fits these labels best. Fitted on the items that it is then judged by, it flatters.</summary>
    public TemperatureScaling Temperature { get; private init; } = null!;

    /// <summary>Calibration after that temperature.</summary>
    public CalibrationFigures CalibrationAfter { get; private init; } = null!;

    internal static ProbabilityEvaluation Of(int[] labels, int[] predictions, ReadOnlySpan<float> logits, int classes)
    {
        double[] probabilities = ClassScores.Softmax(logits, classes);
        TemperatureScaling temperature = TemperatureScaling.Fit(labels, logits, classes);
        RocCurve[] areas = new RocCurve[classes];
        PrecisionRecallCurve[] curves = new PrecisionRecallCurve[classes];
        for (int k = 0; k < classes; k++)
        {
            bool[] own = Array.ConvertAll(labels, label => label == k);
            double[] scores = [.. Enumerable.Range(0, labels.Length).Select(i => probabilities[(i * classes) + k])];
            (areas[k], curves[k]) = (RocCurve.Of(own, scores), PrecisionRecallCurve.Of(own, scores));
        }

        return new ProbabilityEvaluation
        {
            LogLoss = ClassScores.LogLoss(labels, logits, classes),
            OneVsRest = areas,
            OneVsRestPrecision = curves,
            Calibration = CalibrationFigures.Of(labels, predictions, logits, classes, 1),
            Temperature = temperature,
            CalibrationAfter = CalibrationFigures.Of(labels, predictions, logits, classes, temperature.Temperature),
        };
    }
}
