namespace Vlm.Benchmarks.Measuring;

/// <summary>What a figure must reach.</summary>
internal readonly record struct Bar(double Limit, bool IsUpper)
{
    public static Bar AtMost(double limit) => new(limit, true);

    public static Bar AtLeast(double limit) => new(limit, false);

    /// <summary>A bar is met when the interval reaches it.</summary>
    public bool IsMetBy(Interval interval) => IsUpper ? interval.Low <= Limit : interval.High >= Limit;

    public override string ToString() => $"{(IsUpper ? "<=" : ">=")} {Limit:0.####}";
}
