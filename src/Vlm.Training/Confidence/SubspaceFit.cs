using System.Numerics.Tensors;
using Vlm.Onnx;

namespace Vlm.Training;

/// <summary>
/// Fits a <see cref="GaussianSubspace"/> to vectors: their mean, the K directions of greatest variance and the mean variance of the rest.
/// </summary>
internal sealed class SubspaceFit
{
    private SubspaceFit(float[] mean, float[] directions, float[] variances, float residualVariance)
    {
        Mean = mean;
        Directions = directions;
        Variances = variances;
        ResidualVariance = residualVariance;
    }

    public float[] Mean { get; }

    public float[] Directions { get; }

    public float[] Variances { get; }

    public float ResidualVariance { get; }

    /// <param name="vectors">Of one length D; more than K.</param>
    /// <param name="rank">K, below D.</param>
    /// <param name="seed">Of the first directions.</param>
    public static SubspaceFit Of(IReadOnlyList<float[]> vectors, int rank, ulong seed = 0)
    {
        int width = vectors[0].Length;
        rank = Math.Min(rank, Math.Min(width, vectors.Count) - 1);
        PrincipalDirections found = PrincipalDirections.Of([.. vectors.SelectMany(vector => vector)], width, rank, seed);
        float[] variances = found.Variances;
        double total = found.TotalVariance;
        float least = (float)(total / width * 1e-6) + 1e-12f;
        TensorPrimitives.Max(variances, least, variances);
        return new SubspaceFit(found.Mean, found.Directions, variances, Math.Max(least, (float)((total - variances.Sum(value => (double)value)) / (width - rank))));
    }

    public GaussianSubspace ToModel() => new(Mean, Directions, Variances, ResidualVariance);
}
