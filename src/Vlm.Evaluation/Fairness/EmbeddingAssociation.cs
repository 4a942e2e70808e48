namespace Vlm.Evaluation;

/// <summary>
/// The word embedding association test on any embeddings (A. Caliskan, J. J. Bryson, A. Narayanan, Science 2017): are the targets x closer to
/// the attributes a, and y to b, than chance would have it? Pure; immutable.
/// </summary>
public sealed class EmbeddingAssociation
{
    private const double TieTolerance = 1e-12;
    private const long EveryPartitionBelow = 200_000;

    private EmbeddingAssociation()
    {
    }

    /// <summary>s(w) of each target x: mean cosine to a less mean cosine to b.</summary>
    public required IReadOnlyList<double> AssociationX { get; init; }

    /// <summary>s(w) of each target y.</summary>
    public required IReadOnlyList<double> AssociationY { get; init; }

    /// <summary>Σ s(x) − Σ s(y).</summary>
    public required double Statistic { get; init; }

    /// <summary>(mean s(x) − mean s(y)) / standard deviation of s over x and y (n − 1). NaN where all are equal.</summary>
    public required double EffectSize { get; init; }

    /// <summary>The share of equal-size partitions of x and y whose statistic is at least the observed one.</summary>
    public required double PValue { get; init; }

    /// <summary>The share of partitions whose statistic is strictly greater.</summary>
    public required double PValueStrict { get; init; }

    /// <summary>How many partitions were tried.</summary>
    public required long Partitions { get; init; }

    /// <summary>Whether that was every partition, so that the p-value is exact; otherwise they were drawn at random.</summary>
    public required bool IsExact { get; init; }

    /// <summary>Runs the test.</summary>
    /// <param name="x">Target vectors; all vectors have one length and are not zero.</param>
    /// <param name="y">As many other targets.</param>
    /// <param name="a">Attribute vectors.</param>
    /// <param name="b">Other attribute vectors.</param>
    /// <param name="draws">How many partitions are drawn where there are more than 200,000.</param>
    /// <param name="seed">The seed of those draws: the same seed, the same p-value.</param>
    /// <returns>Effect size and p-value.</returns>
    /// <exception cref="EvaluationException">A list is empty, x and y differ in number, or vectors differ in length or are zero.</exception>
    public static EmbeddingAssociation Compute(
        IReadOnlyList<ReadOnlyMemory<double>> x,
        IReadOnlyList<ReadOnlyMemory<double>> y,
        IReadOnlyList<ReadOnlyMemory<double>> a,
        IReadOnlyList<ReadOnlyMemory<double>> b,
        int draws = 100_000,
        int seed = 0)
    {
        AssociationVectors.Check(x, y, a, b);
        double[][] attributesA = AssociationVectors.Unit(a);
        double[][] attributesB = AssociationVectors.Unit(b);
        double[] all = [.. AssociationVectors.Unit(x).Concat(AssociationVectors.Unit(y)).Select(target => MeanCosine(target, attributesA) - MeanCosine(target, attributesB))];
        double[] ofX = all[..x.Count];
        double[] ofY = all[x.Count..];
        double total = all.Sum();
        double observed = ofX.Sum() - ofY.Sum();
        PartitionCounts counts = Binomial(all.Length, x.Count) is long few && few <= EveryPartitionBelow
            ? PartitionCounts.Every(all, x.Count, total, observed, TieTolerance)
            : PartitionCounts.Drawn(all, x.Count, total, observed, TieTolerance, draws, seed);
        double mean = total / all.Length;
        double deviation = Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Length - 1));
        return new EmbeddingAssociation
        {
            AssociationX = ofX,
            AssociationY = ofY,
            Statistic = observed,
            EffectSize = (ofX.Average() - ofY.Average()) / deviation,
            PValue = (double)counts.AtLeast / counts.Tried,
            PValueStrict = (double)counts.Greater / counts.Tried,
            Partitions = counts.Tried,
            IsExact = counts.IsEvery,
        };
    }

    private static double MeanCosine(double[] target, double[][] attributes) => attributes.Average(attribute => target.Zip(attribute, (a, b) => a * b).Sum());

    private static long? Binomial(int n, int k)
    {
        long result = 1;
        for (int i = 1; i <= k; i++)
        {
            result = result * (n - k + i) / i;
            if (result > EveryPartitionBelow * 1000)
            {
                return null;
            }
        }

        return result;
    }
}
