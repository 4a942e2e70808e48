using System.Numerics.Tensors;
using Vlm.Onnx;

namespace Vlm.Training;

/// <summary>
/// Fits a <see cref="GaussianSubspace"/> to vectors: their mean, the K directions of greatest variance (subspace iteration on the covariance,
/// H. Rutishauser, 1969) and the mean variance of the rest.
/// </summary>
internal sealed class SubspaceFit
{
    private const int Iterations = 30;

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
        float[] mean = new float[width];
        foreach (float[] vector in vectors)
        {
            TensorPrimitives.Add(mean, vector, mean);
        }

        TensorPrimitives.Divide(mean, vectors.Count, mean);
        float[] covariance = Covariance(vectors, mean);
        CounterRandom random = new(seed, CounterRandom.StreamOf(nameof(SubspaceFit)));
        float[] directions = new float[rank * width], product = new float[rank * width];
        for (int i = 0; i < directions.Length; i++)
        {
            directions[i] = (float)random.NextNormal();
        }

        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            Orthonormalize(directions, width);
            float[] from = directions, to = product;
            Parallel.For(0, rank, k =>
            {
                for (int d = 0; d < width; d++)
                {
                    to[(k * width) + d] = TensorPrimitives.Dot<float>(covariance.AsSpan(d * width, width), from.AsSpan(k * width, width));
                }
            });
            (directions, product) = (product, directions);
        }

        Orthonormalize(directions, width);
        float[] variances = new float[rank];
        double total = Enumerable.Range(0, width).Sum(d => (double)covariance[(d * width) + d]);
        foreach (float[] vector in vectors)
        {
            float[] centred = new float[width];
            TensorPrimitives.Subtract(vector, mean, centred);
            for (int k = 0; k < rank; k++)
            {
                float along = TensorPrimitives.Dot<float>(centred, directions.AsSpan(k * width, width));
                variances[k] += along * along / vectors.Count;
            }
        }

        float least = (float)(total / width * 1e-6) + 1e-12f;
        TensorPrimitives.Max(variances, least, variances);
        return new SubspaceFit(mean, directions, variances, Math.Max(least, (float)((total - variances.Sum(value => (double)value)) / (width - rank))));
    }

    public GaussianSubspace ToModel() => new(Mean, Directions, Variances, ResidualVariance);

    private static float[] Covariance(IReadOnlyList<float[]> vectors, float[] mean)
    {
        int width = mean.Length, count = vectors.Count;
        float[] transposed = new float[width * count];
        for (int i = 0; i < count; i++)
        {
            for (int d = 0; d < width; d++)
            {
                transposed[(d * count) + i] = vectors[i][d] - mean[d];
            }
        }

        float[] covariance = new float[width * width];
        Parallel.For(0, width, a =>
        {
            for (int b = 0; b <= a; b++)
            {
                float value = TensorPrimitives.Dot<float>(transposed.AsSpan(a * count, count), transposed.AsSpan(b * count, count)) / count;
                covariance[(a * width) + b] = covariance[(b * width) + a] = value;
            }
        });
        return covariance;
    }

    // Gram-Schmidt, each direction twice: once leaves float's rounding in.
    private static void Orthonormalize(float[] directions, int width)
    {
        for (int k = 0; k < directions.Length / width; k++)
        {
            Span<float> direction = directions.AsSpan(k * width, width);
            for (int pass = 0; pass < 2; pass++)
            {
                for (int other = 0; other < k; other++)
                {
                    ReadOnlySpan<float> earlier = directions.AsSpan(other * width, width);
                    TensorPrimitives.MultiplyAdd(earlier, -TensorPrimitives.Dot(direction, earlier), direction, direction);
                }
            }

            TensorPrimitives.Divide(direction, TensorPrimitives.Norm<float>(direction), direction);
        }
    }
}
