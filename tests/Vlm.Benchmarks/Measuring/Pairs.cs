using System.Diagnostics;

namespace Vlm.Benchmarks.Measuring;

/// <summary>Times two ways to do the same work, turn by turn in one process, so that what disturbs the machine disturbs both.</summary>
internal static class Pairs
{
    public const int Least = 300;
    private const int Warmup = 40;

    /// <summary>The median of the pairwise ratios measured / baseline.</summary>
    /// <param name="name">What is compared.</param>
    /// <param name="bar">What the ratio must reach; null for information.</param>
    /// <param name="measured">The work; given the number of the pair, from which it may choose its input.</param>
    /// <param name="baseline">The same work done bare, on the same input.</param>
    /// <param name="count">Number of pairs; before them comes the least of a seventh of it and 40, unmeasured.</param>
    public static Figure Ratio(string name, Bar? bar, Action<int> measured, Action<int> baseline, int count = Least)
    {
        return Ratio(name, bar, i => Milliseconds(measured, i), i => Milliseconds(baseline, i), count);
    }

    /// <summary>The same for work that reports its own milliseconds, such as that of another process.</summary>
    public static Figure Ratio(string name, Bar? bar, Func<int, double> measured, Func<int, double> baseline, int count = Least)
    {
        for (int i = 0; i < Math.Min(Warmup, count / 7); i++)
        {
            measured(i);
            baseline(i);
        }

        double[] ratios = new double[count], first = new double[count], second = new double[count];
        for (int i = 0; i < count; i++)
        {
            // Every other pair runs in the other order, so that neither side always finds the caches that the other left.
            if (i % 2 == 0)
            {
                first[i] = measured(i);
                second[i] = baseline(i);
            }
            else
            {
                second[i] = baseline(i);
                first[i] = measured(i);
            }

            ratios[i] = first[i] / second[i];
        }

        string detail = $"{Interval.OfMedian(first).Median:0.000} ms / {Interval.OfMedian(second).Median:0.000} ms, {count} pairs";
        return new Figure(name, Interval.OfMedian(ratios), "", bar, detail);
    }

    private static double Milliseconds(Action<int> work, int pair)
    {
        long began = Stopwatch.GetTimestamp();
        work(pair);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
