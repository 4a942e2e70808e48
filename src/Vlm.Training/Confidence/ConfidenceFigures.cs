using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>How well confidences tell right from wrong, on pictures that they were not fitted on.</summary>
public sealed class ConfidenceFigures
{
    internal ConfidenceFigures(IReadOnlyList<double> confidences, IReadOnlyList<bool> right)
    {
        double[] values = [.. confidences];
        bool[] labels = [.. right];
        Count = values.Length;
        Rate = labels.Count(label => label) / (double)Count;
        ExpectedCalibrationError = Calibration.OfEqualCounts(values, labels, Math.Clamp(Count / 10, 1, 15)).ExpectedError;
        Brier = BrierScore.OfBinary(labels, values);
        Area = RocCurve.Of(labels, values).Area;
    }

    /// <summary>Captions or answers.</summary>
    public int Count { get; }

    /// <summary>The share that is right.</summary>
    public double Rate { get; }

    /// <summary>The expected calibration error over ranges of equal counts (15, or a tenth of the count where that is less), 0 to 1.</summary>
    public double ExpectedCalibrationError { get; }

    /// <summary>The mean squared difference of confidence and truth, 0 to 1.</summary>
    public double Brier { get; }

    /// <summary>How often a right one has the higher confidence than a wrong one, 0 to 1; NaN where all are alike.</summary>
    public double Area { get; }
}
