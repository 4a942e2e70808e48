namespace Vlm.Evaluation;

/// <summary>The items whose confidence lies in one range.</summary>
public sealed class CalibrationBin
{
    /// <summary>How many items.</summary>
    public required int Count { get; init; }

    /// <summary>Their mean confidence, 0 to 1; NaN where there is none.</summary>
    public required double Confidence { get; init; }

    /// <summary>The share of them that is right, 0 to 1; NaN where there is none.</summary>
    public required double Accuracy { get; init; }

    internal double Gap => Count == 0 ? 0 : Math.Abs(Accuracy - Confidence);
}
