using System.Globalization;

namespace Vlm.Evaluation;

/// <summary>A figure with its confidence interval and the number of items that it was computed from.</summary>
public sealed class Estimate
{
    /// <summary>The figure; NaN where it is not defined, and <see cref="Reason"/> then says why.</summary>
    public required double Value { get; init; }

    /// <summary>The lower end of the interval; NaN where there is none.</summary>
    public double Lower { get; init; } = double.NaN;

    /// <summary>The upper end of the interval; NaN where there is none.</summary>
    public double Upper { get; init; } = double.NaN;

    /// <summary>The share of the distribution inside the interval, such as 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The number of items (pictures, questions, pairs) behind the figure.</summary>
    public required int SampleSize { get; init; }

    /// <summary>The standard deviation of the figure over the resamples (with n - 1); NaN where there were fewer than two.</summary>
    public double StandardError { get; init; } = double.NaN;

    /// <summary>Why the figure or its interval is not defined, or rests on fewer resamples than asked for; null where all is well.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether there is a figure.</summary>
    public bool IsDefined => !double.IsNaN(Value);

    /// <summary>A figure that is not defined.</summary>
    /// <param name="reason">Why, in words.</param>
    /// <param name="sampleSize">The number of items looked at.</param>
    public static Estimate Undefined(string reason, int sampleSize) => new() { Value = double.NaN, SampleSize = sampleSize, Reason = reason };

    /// <summary>The figure as people read it: <c>0.643 [0.612, 0.671], 95 %, n = 300</c>.</summary>
    public override string ToString() => ToString(3);

    /// <summary>The figure as people read it, with so many decimals.</summary>
    /// <param name="decimals">Decimals of the figure and of both ends, 0 to 15.</param>
    public string ToString(int decimals)
    {
        if (!IsDefined)
        {
            return $"not defined ({Reason}), n = {SampleSize}";
        }

        string format = "F" + decimals.ToString(CultureInfo.InvariantCulture);
        string interval = double.IsNaN(Lower) ? "no interval" : $"[{Number(Lower)}, {Number(Upper)}], {Confidence * 100:0.##} %";
        return $"{Number(Value)} {interval}, n = {SampleSize}";

        string Number(double value) => value.ToString(format, CultureInfo.InvariantCulture);
    }
}
