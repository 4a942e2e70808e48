using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>
/// The orthonormal directions in which vectors spread most (principal component analysis), by subspace iteration on their
/// covariance (H. Rutishauser, 1969).
/// </summary>
internal sealed class PrincipalDirections
{
    private const int Iterations = 30;

    private PrincipalDirections(float[] mean, float[] directions, float[] variances, double totalVariance) =>
        (Mean, Directions, Variances, TotalVariance) = (mean, directions, variances, totalVariance);

    /// <summary>[D].</summary>
    public float[] Mean { get; }

    /// <summary>[K,D], one direction a row.</summary>
    public float[] Directions { get; }

    /// <summary>The variance along each direction, [K].</summary>
    public float[] Variances { get; }

    /// <summary>The variance of all D dimensions together.</summary>
    public double TotalVariance { get; }

    /// <summary>Finds them.</summary>
    /// <param name="sample">The vectors, [N,D]; afterwards less their mean.</param>
    /// <param name="size">D.</param>
    /// <param name="rank">K, at most D.</param>
    /// <param name="seed">What the first directions are drawn from.</param>
    public static PrincipalDirections Of(float[] sample, int size, int rank, ulong seed)
    {
        float[] mean = Centre(sample, size), covariance = Covariance(sample, size);
        TrainingGraph graph = new();
        GraphValue directions = graph.Input("directions", TensorElementType.Float32, rank, size);
        using GraphRunner runner = new([directions.MatMul(graph.Input("covariance", TensorElementType.Float32, size, size))]);
        CounterRandom random = new(seed, CounterRandom.StreamOf("directions"));
        float[] current = new float[rank * size], turned = new float[rank * size];
        foreach (ref float value in current.AsSpan())
        {
            value = (float)random.NextNormal();
        }

        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            Orthonormalize(current, size);
            Turn();
            (current, turned) = (turned, current);
        }

        Orthonormalize(current, size);
        Turn();
        float[] variances = [.. Enumerable.Range(0, rank).Select(k => TensorPrimitives.Dot<float>(current.AsSpan(k * size, size), turned.AsSpan(k * size, size)))];
        return new PrincipalDirections(mean, current, variances, Enumerable.Range(0, size).Sum(d => (double)covariance[(d * size) + d]));

        void Turn()
        {
            using TrainingBatch batch = new TrainingBatch()
                .Add("directions", new TensorBuffer<float>(current, [rank, size]))
                .Add("covariance", new TensorBuffer<float>(covariance, [size, size]));
            using TensorBuffer<float> result = (TensorBuffer<float>)runner.Run(batch)[0];
            result.Span.CopyTo(turned);
        }
    }

    private static float[] Centre(float[] sample, int size)
    {
        float[] mean = new float[size];
        int count = sample.Length / size;
        for (int i = 0; i < count; i++)
        {
            TensorPrimitives.Add(mean, sample.AsSpan(i * size, size), mean);
        }

        TensorPrimitives.Divide(mean, count, mean);
        for (int i = 0; i < count; i++)
        {
            Span<float> row = sample.AsSpan(i * size, size);
            TensorPrimitives.Subtract(row, mean, row);
        }

        return mean;
    }

    private static float[] Covariance(float[] centred, int size)
    {
        int count = centred.Length / size;
        TrainingGraph graph = new();
        GraphValue rows = graph.Input("rows", TensorElementType.Float32, count, size);
        using GraphRunner runner = new([rows.Transpose(1, 0).MatMul(rows) * (1f / count)]);
        using TrainingBatch batch = new TrainingBatch().Add("rows", new TensorBuffer<float>(centred, [count, size]));
        using TensorBuffer<float> result = (TensorBuffer<float>)runner.Run(batch)[0];
        return result.Span.ToArray();
    }

    // Gram and Schmidt, modified, twice: once leaves float's rounding in.
    private static void Orthonormalize(float[] directions, int size)
    {
        int rank = directions.Length / size;
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < rank; i++)
            {
                Memory<float> own = directions.AsMemory(i * size, size);
                TensorPrimitives.Divide(own.Span, Math.Max(TensorPrimitives.Norm<float>(own.Span), 1e-20f), own.Span);
                Parallel.For(i + 1, rank, k =>
                {
                    Span<float> later = directions.AsSpan(k * size, size);
                    TensorPrimitives.MultiplyAdd(own.Span, -TensorPrimitives.Dot<float>(own.Span, later), later, later);
                });
            }
        }
    }
}
