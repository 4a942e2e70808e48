namespace Vlm.Benchmarks.Measuring;

/// <summary>A median with the 95 % interval that a percentile bootstrap gives it.</summary>
internal readonly record struct Interval(double Median, double Low, double High)
{
    private const int Resamples = 2000;
    private const int Seed = 20261124;

    /// <summary>Resamples the values with replacement; a fixed seed makes the interval a function of the values alone.</summary>
    public static Interval OfMedian(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        double[] medians = new double[Resamples];
        double[] sample = new double[sorted.Length];
        Random random = new(Seed);
        for (int i = 0; i < medians.Length; i++)
        {
            for (int k = 0; k < sample.Length; k++)
            {
                sample[k] = sorted[random.Next(sorted.Length)];
            }

            Array.Sort(sample);
            medians[i] = MedianOfSorted(sample);
        }

        Array.Sort(medians);
        return new Interval(MedianOfSorted(sorted), medians[(int)(Resamples * 0.025)], medians[(int)(Resamples * 0.975) - 1]);
    }

    private static double MedianOfSorted(double[] sorted)
    {
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
