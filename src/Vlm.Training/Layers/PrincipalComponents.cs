using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>
/// A layer that keeps the directions in which the rows of a frozen encoder spread most: a good beginning for one that reduces them.
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
        PrincipalDirections found = PrincipalDirections.Of(Sample(rows, pictures, seed), size, components, seed);
        float scale = (float)(1 / Math.Sqrt(Math.Max(found.Variances.Sum() / components, 1e-12)));
        float[] weight = new float[size * components], bias = new float[components];
        for (int component = 0; component < components; component++)
        {
            ReadOnlySpan<float> direction = found.Directions.AsSpan(component * size, size);
            bias[component] = -scale * TensorPrimitives.Dot(direction, found.Mean);
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
}
