using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>
/// The directions in which vectors spread most (principal component analysis), by subspace iteration on their covariance:
/// a good beginning for a layer that reduces the rows of a frozen encoder.
/// </summary>
internal static class PrincipalComponents
{
    private const int Iterations = 12;
    private const int RowsPerPicture = 8;

    /// <summary>Learns a linear layer x W + b from the rows of pictures: its outputs are centred, uncorrelated and of mean variance 1.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="pictures">The numbers of the pictures, from each of which some rows are taken.</param>
    /// <param name="components">The outputs.</param>
    /// <param name="seed">What rows and first directions are drawn from.</param>
    /// <returns>W [row size, components] and b [components].</returns>
    public static (float[] Weight, float[] Bias) Of(IPictureRows rows, IReadOnlyList<int> pictures, int components, ulong seed = 0)
    {
        int size = rows.RowSize;
        float[] sample = Sample(rows, pictures, seed), mean = new float[size];
        int count = sample.Length / size;
        for (int i = 0; i < count; i++)
        {
            TensorPrimitives.Add(mean, sample.AsSpan(i * size, size), mean);
        }

        TensorPrimitives.Multiply(mean, 1f / count, mean);
        for (int i = 0; i < count; i++)
        {
            Span<float> row = sample.AsSpan(i * size, size);
            TensorPrimitives.Subtract(row, mean, row);
        }

        float[] directions = Directions(Covariance(sample, count, size), size, components, seed, out double variance);
        float scale = (float)(1 / Math.Sqrt(Math.Max(variance / components, 1e-12)));
        float[] weight = new float[size * components], bias = new float[components];
        for (int component = 0; component < components; component++)
        {
            ReadOnlySpan<float> direction = directions.AsSpan(component * size, size);
            bias[component] = -scale * TensorPrimitives.Dot(direction, mean);
            for (int i = 0; i < size; i++)
            {
                weight[(i * components) + component] = scale * direction[i];
            }
        }

        return (weight, bias);
    }

    private static float[] Sample(IPictureRows rows, IReadOnlyList<int> pictures, ulong seed)
    {
        int size = rows.RowSize, each = Math.Min(RowsPerPicture, rows.Rows);
        float[] sample = new float[pictures.Count * each * size];
        Parallel.For(0, pictures.Count, i =>
        {
            float[] all = new float[rows.Rows * size];
            rows.CopyRows(pictures[i], 0, all);
            int[] order = new CounterRandom(seed, (ulong)i).Permutation(rows.Rows);
            for (int k = 0; k < each; k++)
            {
                all.AsSpan(order[k] * size, size).CopyTo(sample.AsSpan(((i * each) + k) * size, size));
            }
        });
        return sample;
    }

    private static float[] Covariance(float[] centred, int count, int size)
    {
        TrainingGraph graph = new();
        GraphValue rows = graph.Input("rows", TensorElementType.Float32, count, size);
        using GraphRunner runner = new([rows.Transpose(1, 0).MatMul(rows) * (1f / count)]);
        using TrainingBatch batch = new TrainingBatch().Add("rows", new TensorBuffer<float>(centred, [count, size]));
        using TensorBuffer result = runner.Run(batch)[0];
        return ((TensorBuffer<float>)result).Span.ToArray();
    }

    // One direction a row; each iteration turns them towards the largest eigenvectors.
    private static float[] Directions(float[] covariance, int size, int components, ulong seed, out double variance)
    {
        TrainingGraph graph = new();
        GraphValue directions = graph.Input("directions", TensorElementType.Float32, components, size);
        using GraphRunner runner = new([directions.MatMul(graph.Input("covariance", TensorElementType.Float32, size, size))]);
        CounterRandom random = new(seed, CounterRandom.StreamOf("directions"));
        float[] current = new float[components * size];
        foreach (ref float value in current.AsSpan())
        {
            value = (float)random.NextNormal();
        }

        variance = 0;
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            Orthonormalize(current, size, components);
            using TrainingBatch batch = new TrainingBatch()
                .Add("directions", new TensorBuffer<float>(current, [components, size]))
                .Add("covariance", new TensorBuffer<float>(covariance, [size, size]));
            using TensorBuffer<float> turned = (TensorBuffer<float>)runner.Run(batch)[0];
            variance = TensorPrimitives.Dot<float>(current, turned.Span);
            turned.Span.CopyTo(current);
        }

        Orthonormalize(current, size, components);
        return current;
    }

    // Gram and Schmidt, modified: what is left of each direction after those before it.
    private static void Orthonormalize(float[] directions, int size, int components)
    {
        for (int i = 0; i < components; i++)
        {
            Memory<float> own = directions.AsMemory(i * size, size);
            float norm = TensorPrimitives.Norm<float>(own.Span);
            TensorPrimitives.Multiply(own.Span, 1 / Math.Max(norm, 1e-20f), own.Span);
            Parallel.For(i + 1, components, k =>
            {
                Span<float> later = directions.AsSpan(k * size, size);
                TensorPrimitives.MultiplyAdd(own.Span, -TensorPrimitives.Dot<float>(own.Span, later), later, later);
            });
        }
    }
}
