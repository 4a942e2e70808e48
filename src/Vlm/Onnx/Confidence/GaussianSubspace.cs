using System.Numerics.Tensors;

namespace Vlm.Onnx;

/// <summary>
/// Where the training pictures lie: a Gaussian with full variances along K directions and one variance in all others
/// (probabilistic PCA, M. Tipping and C. Bishop, 1999). Thread-safe.
/// </summary>
/// <param name="mean">[D].</param>
/// <param name="directions">[K,D], each of length 1, at right angles.</param>
/// <param name="variances">[K], above 0.</param>
/// <param name="residualVariance">Of each remaining dimension, above 0.</param>
internal sealed class GaussianSubspace(float[] mean, float[] directions, float[] variances, float residualVariance)
{
    public int Width => mean.Length;

    /// <summary>The Mahalanobis distance from the mean, divided by √D: about 1 for a picture like those of the training.</summary>
    public float Distance(ReadOnlySpan<float> vector)
    {
        float[] centred = new float[mean.Length];
        TensorPrimitives.Subtract(vector, mean, centred);
        float rest = TensorPrimitives.SumOfSquares(centred), sum = 0;
        for (int k = 0; k < variances.Length; k++)
        {
            float along = TensorPrimitives.Dot(centred, directions.AsSpan(k * mean.Length, mean.Length));
            sum += along * along / variances[k];
            rest -= along * along;
        }

        return MathF.Sqrt((sum + (Math.Max(0, rest) / residualVariance)) / mean.Length);
    }

    /// <summary>The mean of a picture's rows: what the distance is taken of.</summary>
    /// <param name="rows">N × D numbers.</param>
    /// <param name="width">D.</param>
    public static float[] MeanRow(ReadOnlySpan<float> rows, int width)
    {
        float[] sum = new float[width];
        int count = rows.Length / width;
        for (int i = 0; i < count; i++)
        {
            TensorPrimitives.Add(sum, rows.Slice(i * width, width), sum);
        }

        TensorPrimitives.Divide(sum, Math.Max(1, count), sum);
        return sum;
    }
}
