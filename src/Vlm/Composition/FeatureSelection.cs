using Vlm.Onnx;

namespace Vlm.Composition;

/// <summary>Repeats and reorders the features of pictures, for several questions about one picture.</summary>
internal static class FeatureSelection
{
    /// <summary>New features whose picture i is picture <c>order[i]</c> of the source.</summary>
    public static ImageFeatures Select(ImageFeatures source, ReadOnlySpan<int> order)
    {
        int[] counts = new int[order.Length];
        int[] starts = new int[source.BatchSize];
        for (int i = 1; i < starts.Length; i++)
        {
            starts[i] = starts[i - 1] + source.Counts[i - 1];
        }

        int total = 0;
        for (int i = 0; i < order.Length; i++)
        {
            counts[i] = source.Counts[order[i]];
            total += counts[i];
        }

        return new ImageFeatures(counts, source.Rows is { } rows ? SelectRows(rows, order, starts, counts, total) : null, source.Pooled is { } pooled ? RowOrder.Gather(pooled, order) : null);
    }

    private static TensorBuffer<float> SelectRows(TensorBuffer<float> rows, ReadOnlySpan<int> order, int[] starts, int[] counts, int total)
    {
        int width = (int)rows.Shape[1];
        TensorBuffer<float> selected = TensorBuffer.Rent<float>(total, width);
        Span<float> to = selected.Span;
        for (int i = 0; i < order.Length; i++)
        {
            rows.Span.Slice(starts[order[i]] * width, counts[i] * width).CopyTo(to);
            to = to[(counts[i] * width)..];
        }

        return selected;
    }
}
