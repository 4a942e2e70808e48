using Vlm.Evaluation;

namespace Vlm.Cli.Output;

/// <summary>Figures in tables.</summary>
internal static class FigureNumbers
{
    public static string Value(Estimate estimate) => double.IsFinite(estimate.Value) ? $"{estimate.Value:0.0000}" : "-";

    /// <summary>The interval, or why there is none.</summary>
    public static string Interval(Estimate estimate) => double.IsNaN(estimate.Lower) ? estimate.Reason ?? "" : $"[{estimate.Lower:0.0000}, {estimate.Upper:0.0000}]";
}
