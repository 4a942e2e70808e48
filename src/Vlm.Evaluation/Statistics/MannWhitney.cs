namespace Vlm.Evaluation;

/// <summary>Mann and Whitney's test (1947) of two independent samples: whether a value of one is as often above a value of the other as below.</summary>
public static class MannWhitney
{
    /// <summary>By the normal approximation with tie and continuity correction.</summary>
    /// <param name="first">The first sample, one value or more; none NaN.</param>
    /// <param name="second">The second sample, one value or more; none NaN.</param>
    /// <returns>U of the first sample (how many pairs it wins, ties half) and the two-sided p-value; 1 where all values are equal.</returns>
    /// <exception cref="EvaluationException">A value is NaN or infinite.</exception>
    /// <exception cref="ArgumentException">A sample is empty.</exception>
    public static (double U, double PValue) Test(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length == 0 || second.Length == 0)
        {
            throw new ArgumentException($"The first sample has {first.Length} values and the second {second.Length}; each needs one.");
        }

        double[] all = [.. Bootstrap.Finite(first), .. Bootstrap.Finite(second)];
        double[] ranks = Ranks.Average(all);
        double n1 = first.Length, n2 = second.Length, n = n1 + n2;
        double u = ranks.AsSpan(0, first.Length).ToArray().Sum() - (n1 * (n1 + 1) / 2);
        double ties = TieCounts.Of(all).Cubes;
        double deviation = Math.Sqrt(n1 * n2 / 12 * (n + 1 - (ties / (n * (n - 1)))));
        if (deviation == 0)
        {
            return (u, 1);
        }

        double z = (Math.Max(u, (n1 * n2) - u) - (n1 * n2 / 2) - 0.5) / deviation;
        return (u, Math.Min(1, SpecialFunctions.Erfc(z / Math.Sqrt(2))));
    }
}
