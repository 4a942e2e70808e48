namespace Vlm.Imaging.Resizing;

/// <summary>Pillow's resize of one float32 channel (mode F): double sums, float32 between the passes, horizontal or vertical first as for bytes.</summary>
internal static class FloatResizer
{
    public static float[] Resize(ReadOnlySpan<float> source, int width, int height, int newWidth, int newHeight, ResizeFilter filter)
    {
        if (filter == ResizeFilter.Nearest)
        {
            return Nearest(source, width, height, newWidth, newHeight);
        }

        AxisWeights? columns = newWidth == width ? null : AxisWeights.Compute(AxisRequest.Whole(width, 0, width, newWidth, filter));
        AxisWeights? rows = newHeight == height ? null : AxisWeights.Compute(AxisRequest.Whole(height, 0, height, newHeight, filter));
        bool verticalFirst = height - newHeight > 0 && height - newHeight > 2 * (width - newWidth);
        if (verticalFirst)
        {
            float[] low = Vertical(source, width, rows);
            return Horizontal(low, width, columns);
        }

        float[] narrow = Horizontal(source, width, columns);
        return Vertical(narrow, newWidth, rows);
    }

    private static float[] Horizontal(ReadOnlySpan<float> source, int width, AxisWeights? weights)
    {
        if (weights is null)
        {
            return source.ToArray();
        }

        int rows = source.Length / width;
        int newWidth = weights.Starts.Length;
        float[] result = new float[rows * newWidth];
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < newWidth; x++)
            {
                result[(y * newWidth) + x] = Sum(source[((y * width) + weights.Starts[x])..], 1, weights.Of(x));
            }
        }

        return result;
    }

    private static float[] Vertical(ReadOnlySpan<float> source, int width, AxisWeights? weights)
    {
        if (weights is null)
        {
            return source.ToArray();
        }

        int newHeight = weights.Starts.Length;
        float[] result = new float[newHeight * width];
        for (int y = 0; y < newHeight; y++)
        {
            for (int x = 0; x < width; x++)
            {
                result[(y * width) + x] = Sum(source[((weights.Starts[y] * width) + x)..], width, weights.Of(y));
            }
        }

        return result;
    }

    private static float Sum(ReadOnlySpan<float> samples, int step, ReadOnlySpan<double> window)
    {
        double sum = 0;
        for (int i = 0; i < window.Length; i++)
        {
            sum += samples[i * step] * window[i];
        }

        return (float)sum;
    }

    private static float[] Nearest(ReadOnlySpan<float> source, int width, int height, int newWidth, int newHeight)
    {
        int[] columns = new int[newWidth];
        int[] rows = new int[newHeight];
        NearestPass.Positions(0, width, newWidth, 0, columns, width);
        NearestPass.Positions(0, height, newHeight, 0, rows, height);
        float[] result = new float[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++)
        {
            for (int x = 0; x < newWidth; x++)
            {
                result[(y * newWidth) + x] = rows[y] < 0 || columns[x] < 0 ? 0 : source[(rows[y] * width) + columns[x]];
            }
        }

        return result;
    }
}
