using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>Pictures as unit vectors (the mean of their rows), with their classes.</summary>
/// <param name="Features">[n, D], row after row.</param>
/// <param name="Labels">n numbers of classes.</param>
/// <param name="Width">D.</param>
internal sealed record FewShotSet(float[] Features, int[] Labels, int Width)
{
    public int Count => Labels.Length;

    public ReadOnlySpan<float> Row(int index) => Features.AsSpan(index * Width, Width);

    public static FewShotSet Of(IPictureRows rows, IReadOnlyList<LabelledPicture> pictures)
    {
        int width = rows.RowSize;
        float[] features = new float[pictures.Count * width];
        Parallel.For(0, pictures.Count, i =>
        {
            float[] all = new float[rows.Rows * width];
            rows.CopyRows(pictures[i].Row, 0, all);
            Span<float> mean = features.AsSpan(i * width, width);
            for (int row = 0; row < rows.Rows; row++)
            {
                TensorPrimitives.Add(mean, all.AsSpan(row * width, width), mean);
            }

            Normalize(mean);
        });
        return new FewShotSet(features, [.. pictures.Select(picture => picture.Label)], width);
    }

    public FewShotSet Take(IReadOnlyList<int> indexes)
    {
        float[] features = new float[indexes.Count * Width];
        for (int i = 0; i < indexes.Count; i++)
        {
            Row(indexes[i]).CopyTo(features.AsSpan(i * Width));
        }

        return new FewShotSet(features, [.. indexes.Select(i => Labels[i])], Width);
    }

    /// <summary>The cosines to other vectors of norm 1, [n, m].</summary>
    public float[] Cosines(float[] others)
    {
        int count = others.Length / Width;
        float[] cosines = new float[Count * count];
        Parallel.For(0, Count, i =>
        {
            for (int k = 0; k < count; k++)
            {
                cosines[(i * count) + k] = TensorPrimitives.Dot(Row(i), others.AsSpan(k * Width, Width));
            }
        });
        return cosines;
    }

    /// <summary>The share of rows whose greatest logit is their class's, in per cent.</summary>
    public double Accuracy(float[] logits)
    {
        int classes = logits.Length / Math.Max(1, Count), right = 0;
        for (int i = 0; i < Count; i++)
        {
            right += TensorPrimitives.IndexOfMax(logits.AsSpan(i * classes, classes)) == Labels[i] ? 1 : 0;
        }

        return 100.0 * right / Count;
    }

    public static void Normalize(Span<float> vector)
    {
        float norm = TensorPrimitives.Norm<float>(vector);
        if (norm > 0)
        {
            TensorPrimitives.Divide(vector, norm, vector);
        }
    }
}
