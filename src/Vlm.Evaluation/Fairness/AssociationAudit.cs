namespace Vlm.Evaluation;

/// <summary>Audits what a model's embeddings hold together: pictures or words x with a, y with b. Pure; thread-safe.</summary>
public static class AssociationAudit
{
    /// <summary>The effect size of the embedding association test with its permutation p-value.</summary>
    /// <param name="name">What is asked.</param>
    /// <param name="x">Embeddings of the targets x.</param>
    /// <param name="y">Embeddings of as many targets y.</param>
    /// <param name="a">Embeddings of the attributes a.</param>
    /// <param name="b">Embeddings of the attributes b.</param>
    /// <param name="options">How intervals and partitions are drawn; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work between resamples.</param>
    /// <returns>The figure: above 0, x lies nearer to a, and y to b.</returns>
    /// <exception cref="EvaluationException">As <see cref="EmbeddingAssociation.Compute"/> refuses.</exception>
    public static FairnessFinding Run(
        string name,
        IReadOnlyList<ReadOnlyMemory<double>> x,
        IReadOnlyList<ReadOnlyMemory<double>> y,
        IReadOnlyList<ReadOnlyMemory<double>> a,
        IReadOnlyList<ReadOnlyMemory<double>> b,
        ResamplingOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var resampling = new Resampling(options, cancellationToken);
        var association = EmbeddingAssociation.Compute(x, y, a, b, seed: (int)(resampling.Seed & int.MaxValue));
        double[] ofX = [.. association.AssociationX];
        double[] ofY = [.. association.AssociationY];

        // Targets are resampled within x and within y: a resample of both together would not keep their numbers equal.
        Estimate effect = resampling.Of(ofX.Length, items => new Estimate
        {
            Value = EffectSize([.. items.Select(item => ofX[item])], [.. items.Select(item => ofY[item])]),
            SampleSize = ofX.Length + ofY.Length,
            Reason = "all associations are equal",
        });
        double[] all = [.. ofX, .. ofY];
        int[] places = [.. Enumerable.Range(0, all.Length)];
        PermutationBaseline drawn = ChanceComparison.Baseline(association.EffectSize, stream =>
        {
            int[] order = ChanceComparison.Shuffled(places, stream);
            return EffectSize([.. order[..ofX.Length].Select(place => all[place])], [.. order[ofX.Length..].Select(place => all[place])]);
        }, resampling);
        return new FairnessFinding
        {
            Kind = "association",
            Name = name,
            Groups = new Dictionary<string, int> { ["x"] = x.Count, ["y"] = y.Count, ["a"] = a.Count, ["b"] = b.Count },
            Figures =
            [
                new FairnessFigure
                {
                    Name = "effect size",
                    Value = effect,

                    // The p-value of the test itself: exact where every partition could be tried.
                    Baseline = new PermutationBaseline
                    {
                        Mean = drawn.Mean, Upper = drawn.Upper, PValue = association.PValue, Permutations = (int)association.Partitions,
                    },
                },
            ],
            Caveats = FairnessCaveats.Association,
        };
    }

    private static double EffectSize(double[] x, double[] y)
    {
        double meanX = x.Average();
        double meanY = y.Average();
        double mean = (meanX + meanY) / 2;
        double squares = x.Concat(y).Sum(value => (value - mean) * (value - mean));
        return (meanX - meanY) / Math.Sqrt(squares / (x.Length + y.Length - 1));
    }
}
