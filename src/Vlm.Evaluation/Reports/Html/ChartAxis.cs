namespace Vlm.Evaluation;

/// <summary>A linear axis with round ticks.</summary>
internal sealed class ChartAxis
{
    private readonly double _low;
    private readonly double _high;

    /// <param name="low">The lowest value.</param>
    /// <param name="high">The highest value.</param>
    /// <param name="wantedTicks">About how many ticks.</param>
    /// <param name="whole">Whether ticks are whole numbers, as counts are.</param>
    public ChartAxis(double low, double high, int wantedTicks = 5, bool whole = false)
    {
        if (!(high > low))
        {
            (low, high) = (low - 0.5, low + 0.5);
        }

        double rough = (high - low) / wantedTicks;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 2.5 => 2.5, <= 5 => 5, _ => 10 };
        step = whole ? Math.Max(1, Math.Ceiling(step)) : step;
        _low = Math.Floor(low / step + 1e-9) * step;
        _high = Math.Ceiling(high / step - 1e-9) * step;
        int count = (int)Math.Round((_high - _low) / step);
        Ticks = [.. Enumerable.Range(0, count + 1).Select(i => _low + (i * step))];
    }

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Where a value lies, 0 to 1.</summary>
    public double At(double value) => Math.Clamp((value - _low) / (_high - _low), 0, 1);
}
