namespace Vlm.Preprocessing.Writing;

/// <summary>
/// One axis of scipy's resize as OWLv2 uses it: a Gaussian filter against aliasing, then linear interpolation between samples,
/// both mirrored at the edges without repeating the edge. As one window of weights for each result.
/// </summary>
internal sealed class SmoothedAxis
{
    private readonly int[] _starts;
    private readonly float[][] _weights;

    /// <param name="samples">Samples of the padded source.</param>
    /// <param name="own">Samples that come from the picture; those behind them are padding of one value.</param>
    /// <param name="results">Samples of the result.</param>
    public SmoothedAxis(int samples, int own, int results)
    {
        double scale = (double)samples / results;
        double[] smoothing = Gaussian(Math.Max(0, (scale - 1) / 2));
        int radius = smoothing.Length / 2;
        _starts = new int[results];
        _weights = new float[results][];
        Padding = new float[results];
        Dictionary<int, double> window = [];
        for (int i = 0; i < results; i++)
        {
            double at = ((i + 0.5) * scale) - 0.5;
            int floor = (int)Math.Floor(at);
            window.Clear();
            for (int d = -radius; d <= radius; d++)
            {
                Add(window, Mirrored(floor, d, samples), (1 - (at - floor)) * smoothing[d + radius]);
                Add(window, Mirrored(floor + 1, d, samples), (at - floor) * smoothing[d + radius]);
            }

            double padding = window.Where(tap => tap.Key >= own).Sum(tap => tap.Value);
            Padding[i] = (float)padding;
            int[] inside = [.. window.Keys.Where(index => index < own)];
            _starts[i] = inside.Length == 0 ? 0 : inside.Min();
            _weights[i] = inside.Length == 0 ? [] : [.. Enumerable.Range(_starts[i], inside.Max() - _starts[i] + 1).Select(index => (float)window.GetValueOrDefault(index))];
        }
    }

    /// <summary>What of each result comes from the padding.</summary>
    public float[] Padding { get; }

    public int Results => _starts.Length;

    public int Start(int result) => _starts[result];

    public ReadOnlySpan<float> Weights(int result) => _weights[result];

    private static double[] Gaussian(double deviation)
    {
        int radius = (int)((4 * deviation) + 0.5);
        if (radius == 0)
        {
            return [1];
        }

        double[] weights = new double[(2 * radius) + 1];
        for (int d = -radius; d <= radius; d++)
        {
            weights[d + radius] = Math.Exp(-0.5 * d * d / (deviation * deviation));
        }

        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    private static void Add(Dictionary<int, double> window, int index, double weight)
    {
        if (weight != 0)
        {
            window[index] = window.GetValueOrDefault(index) + weight;
        }
    }

    // The interpolated sample is itself mirrored before its neighbours are.
    private static int Mirrored(int index, int distance, int samples) => Mirrored(Mirrored(index, samples) + distance, samples);

    private static int Mirrored(int index, int samples)
    {
        if (samples == 1)
        {
            return 0;
        }

        int period = 2 * (samples - 1);
        int at = ((index % period) + period) % period;
        return at < samples ? at : period - at;
    }
}
