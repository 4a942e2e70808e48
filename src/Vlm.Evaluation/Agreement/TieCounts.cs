namespace Vlm.Evaluation;

/// <summary>Sums over the groups of t equal values in a list, as the tie corrections of rank correlations need them.</summary>
internal readonly struct TieCounts
{
    /// <summary>Σ t(t−1)/2.</summary>
    public required long Pairs { get; init; }

    /// <summary>Σ t(t−1)(t−2).</summary>
    public required double Triples { get; init; }

    /// <summary>Σ t(t−1)(2t+5).</summary>
    public required double Variance { get; init; }

    /// <summary>Σ t³−t.</summary>
    public double Cubes => Triples + (6.0 * Pairs);

    /// <summary>How many different values there are.</summary>
    public required int Distinct { get; init; }

    public static TieCounts Of(double[] values)
    {
        double[] sorted = [.. values.Order()];
        long pairs = 0;
        double triples = 0;
        double variance = 0;
        int distinct = 0;
        for (int start = 0; start < sorted.Length;)
        {
            int end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            double t = end - start;
            pairs += (long)(t * (t - 1) / 2);
            triples += t * (t - 1) * (t - 2);
            variance += t * (t - 1) * ((2 * t) + 5);
            distinct++;
            start = end;
        }

        return new TieCounts { Pairs = pairs, Triples = triples, Variance = variance, Distinct = distinct };
    }
}
