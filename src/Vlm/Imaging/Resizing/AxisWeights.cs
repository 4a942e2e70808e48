namespace Vlm.Imaging.Resizing;

/// <summary>The windows of one axis: for every output position the first source position and the weights of those that follow.</summary>
internal sealed class AxisWeights
{
    private AxisWeights(int inputSize, int[] starts, int[] counts, double[] values, int stride)
    {
        InputSize = inputSize;
        Starts = starts;
        Counts = counts;
        Values = values;
        Stride = stride;
    }

    public int InputSize { get; }

    public int[] Starts { get; }

    public int[] Counts { get; }

    /// <summary>Row <c>i</c> begins at <c>i * Stride</c> and has <c>Counts[i]</c> weights.</summary>
    public double[] Values { get; }

    /// <summary>The longest window.</summary>
    public int Stride { get; }

    public ReadOnlySpan<double> Of(int position) => Values.AsSpan(position * Stride, Counts[position]);

    /// <summary>Pillow's windows for the wanted positions; the first of them is number 0 here.</summary>
    public static AxisWeights Compute(in AxisRequest axis)
    {
        (int inputSize, float from, ResizeFilter filter) = (axis.InputSize, axis.From, axis.Filter);
        double scale = (double)(axis.To - from) / axis.OutputSize;
        double filterScale = Math.Max(scale, 1);
        double support = FilterKernel.Support(filter) * filterScale;
        double inverse = 1 / filterScale;
        int[] starts = new int[axis.Count];
        int[] counts = new int[axis.Count];
        for (int x = 0; x < starts.Length; x++)
        {
            double centre = from + ((axis.First + x + 0.5) * scale);
            starts[x] = Math.Max(0, (int)(centre - support + 0.5));
            counts[x] = Math.Min(inputSize, (int)(centre + support + 0.5)) - starts[x];
        }

        int stride = counts.Max();
        double[] values = new double[checked(starts.Length * stride)];
        for (int x = 0; x < starts.Length; x++)
        {
            double centre = from + ((axis.First + x + 0.5) * scale);
            Fill(values.AsSpan(x * stride, counts[x]), starts[x], centre, inverse, filter);
        }

        return new AxisWeights(inputSize, starts, counts, values, stride);
    }

    private static void Fill(Span<double> weights, int start, double centre, double inverse, ResizeFilter filter)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = FilterKernel.Value(filter, (i + start - centre + 0.5) * inverse);
            sum += weights[i];
        }

        if (sum == 0)
        {
            return;
        }

        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] /= sum;
        }
    }
}
