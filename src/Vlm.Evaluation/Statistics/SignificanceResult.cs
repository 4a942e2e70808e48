namespace Vlm.Evaluation;

/// <summary>What a significance test says.</summary>
public sealed class SignificanceResult
{
    /// <summary>Which test it was.</summary>
    public required SignificanceTest Test { get; init; }

    /// <summary>The observed statistic: the first model's figure less the second's; for McNemar, the difference of the discordant counts.</summary>
    public required double Statistic { get; init; }

    /// <summary>The two-sided p-value, 0 to 1: how often chance alone gives a difference at least as large.</summary>
    public required double PValue { get; init; }

    /// <summary>The p-value of the one-sided question whether the first model is better; NaN where the test does not give it.</summary>
    public double PValueGreater { get; init; } = double.NaN;

    /// <summary>How many permutations were looked at; 0 where none were needed.</summary>
    public int Permutations { get; init; }

    /// <summary>The number of pairs.</summary>
    public required int SampleSize { get; init; }
}
