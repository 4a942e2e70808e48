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

    /// <summary>Pillow's windows for a source of <paramref name="inputSize"/> samples, of which those from <paramref name="from"/> to <paramref name="to"/> are spread over the output.</summary>
    /// <param name="inputSize">Samples of the source.</param>
    /// <param name="from">The box's first corner.</param>
    /// <param name="to">The box's second corner.</param>
    /// <param name="outputSize">Samples of the result.</param>
    /// <param name="filter">The kernel.</param>
    public static AxisWeights Compute(int inputSize, float from, float to, int outputSize, ResizeFilter filter)
    {
        double scale = (double)(to - from) / outputSize;
        double filterScale = Math.Max(scale, 1);
        double support = FilterKernel.Support(filter) * filterScale;
        double inverse = 1 / filterScale;
        int[] starts = new int[outputSize];
        int[] counts = new int[outputSize];
        for (int x = 0; x < outputSize; x++)
        {
            double centre = from + ((x + 0.5) * scale);
            starts[x] = Math.Max(0, (int)(centre - support + 0.5));
            counts[x] = Math.Min(inputSize, (int)(centre + support + 0.5)) - starts[x];
        }

        int stride = counts.Max();
        double[] values = new double[outputSize * stride];
        for (int x = 0; x < outputSize; x++)
        {
            double centre = from + ((x + 0.5) * scale);
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
