namespace Vlm.Evaluation;

/// <summary>Wilcoxon's signed-rank test (1945) of paired values: whether differences lie as often, and as far, above 0 as below. All p-values are two-sided.</summary>
public static class WilcoxonSignedRank
{
    private const int LargestExact = 50;

    /// <summary>By the normal approximation with tie correction, without continuity correction; differences of 0 are left out.</summary>
    /// <param name="differences">The paired differences; none NaN.</param>
    /// <returns>The smaller rank sum and its p-value; 0 and 1 where all differences are 0.</returns>
    /// <exception cref="EvaluationException">A difference is NaN or infinite.</exception>
    public static (double Statistic, double PValue) Approximate(ReadOnlySpan<double> differences)
    {
        (double above, double below, double[] distances) = RankSums(differences);
        double n = distances.Length;
        if (n == 0)
        {
            return (0, 1);
        }

        double statistic = Math.Min(above, below), ties = TieCounts.Of(distances).Cubes;
        double variance = (n * (n + 1) * ((2 * n) + 1) / 24) - (ties / 48);
        double z = (statistic - (n * (n + 1) / 4)) / Math.Sqrt(variance);
        return (statistic, Math.Min(1, SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2))));
    }

    /// <summary>By all patterns of signs, counted; for differences without zeros and without equal distances.</summary>
    /// <param name="differences">The paired differences, 1 to 50; none NaN.</param>
    /// <returns>The smaller rank sum and its p-value.</returns>
    /// <exception cref="EvaluationException">A difference is NaN or infinite.</exception>
    /// <exception cref="ArgumentException">A difference is 0, two are equally far from it, or there are too many: use the approximation.</exception>
    public static (double Statistic, double PValue) Exact(ReadOnlySpan<double> differences)
    {
        (double above, double below, double[] distances) = RankSums(differences);
        if (distances.Length != differences.Length || distances.Length is 0 or > LargestExact || distances.Distinct().Count() != distances.Length)
        {
            throw new ArgumentException($"The exact distribution is for 1 to {LargestExact} differences without zeros and ties; use {nameof(Approximate)}.", nameof(differences));
        }

        // ways[s]: how many sets of ranks sum to s.
        int n = distances.Length, largest = n * (n + 1) / 2;
        double[] ways = new double[largest + 1];
        ways[0] = 1;
        for (int rank = 1; rank <= n; rank++)
        {
            for (int sum = largest; sum >= rank; sum--)
            {
                ways[sum] += ways[sum - rank];
            }
        }

        double tail = 0, least = Math.Min(above, below);
        for (int sum = 0; sum <= least; sum++)
        {
            tail += ways[sum];
        }

        return (least, Math.Min(1, 2 * tail / Math.Pow(2, n)));
    }

    private static (double Above, double Below, double[] Distances) RankSums(ReadOnlySpan<double> differences)
    {
        double[] kept = [.. Bootstrap.Finite(differences).Where(difference => difference != 0)];
        double[] distances = Array.ConvertAll(kept, Math.Abs), ranks = Ranks.Average(distances);
        double above = 0, below = 0;
        for (int i = 0; i < kept.Length; i++)
        {
            above += kept[i] > 0 ? ranks[i] : 0;
            below += kept[i] < 0 ? ranks[i] : 0;
        }

        return (above, below, distances);
    }
}
