using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>
/// A layer that keeps the directions in which the rows of a frozen encoder spread most: a good beginning for one that reduces them.
/// </summary>
internal static class PrincipalComponents
{
    private const int RowsPerPicture = 8;
    private const int MostRows = 100_000;

    /// <summary>Lets a linear layer begin so: <c>layer.weight</c> [row size, components] and <c>layer.bias</c>.</summary>
    /// <param name="parameters">The parameters, which hold the layer.</param>
    /// <param name="layer">Its name.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="pictures">The numbers of the pictures.</param>
    /// <param name="seed">What rows and first directions are drawn from.</param>
    public static void Fill(ParameterSet parameters, string layer, IPictureRows rows, IReadOnlyList<int> pictures, long seed)
    {
        Parameter weights = parameters[$"{layer}.weight"];
        (float[] weight, float[] bias) = Of(rows, pictures, (int)weights.Shape[1], (ulong)seed);
        weight.CopyTo(weights.Values);
        bias.CopyTo(parameters[$"{layer}.bias"].Values);
    }

    /// <summary>Learns a linear layer x W + b from the rows of pictures: its outputs are centred, uncorrelated and of mean variance 1.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="pictures">The numbers of the pictures, from each of which some rows are taken.</param>
    /// <param name="components">The outputs. Rows of fewer numbers have no more directions: the outputs beyond stay 0.</param>
    /// <param name="seed">What rows and first directions are drawn from.</param>
    /// <returns>W [row size, components] and b [components].</returns>
    public static (float[] Weight, float[] Bias) Of(IPictureRows rows, IReadOnlyList<int> pictures, int components, ulong seed = 0)
    {
        int size = rows.RowSize;
        int directions = Math.Min(components, size);
        PrincipalDirections found = PrincipalDirections.Of(Sample(rows, pictures, seed), size, directions, seed);
        float scale = (float)(1 / Math.Sqrt(Math.Max(found.Variances.Sum() / directions, 1e-12)));
        float[] weight = new float[size * components], bias = new float[components];
        for (int component = 0; component < directions; component++)
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
        // Of very many pictures some in equal distances tell enough, and fit into memory.
        int size = rows.RowSize, each = Math.Min(RowsPerPicture, rows.Rows), taken = Math.Min(pictures.Count, MostRows / each);
        float[] sample = new float[taken * each * size];
        Parallel.For(0, taken, i =>
        {
            float[] all = new float[rows.Rows * size];
            rows.CopyRows(pictures[(int)((long)i * pictures.Count / taken)], 0, all);
            int[] order = new CounterRandom(seed, (ulong)i).Permutation(rows.Rows);
            for (int k = 0; k < each; k++)
            {
                all.AsSpan(order[k] * size, size).CopyTo(sample.AsSpan(((i * each) + k) * size, size));
            }
        });
        return sample;
    }
}
