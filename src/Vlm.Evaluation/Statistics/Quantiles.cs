namespace Vlm.Evaluation;

/// <summary>Quantiles of a sample with linear interpolation (Hyndman and Fan's type 7, numpy's default).</summary>
public static class Quantiles
{
    /// <summary>The quantile of sorted values.</summary>
    /// <param name="sorted">At least one value, ascending, without NaN.</param>
    /// <param name="share">0 for the smallest, 1 for the largest.</param>
    public static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length, nameof(sorted));
        if (!(share >= 0 && share <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), $"The share is {share}; it has to lie between 0 and 1.");
        }

        double at = share * (sorted.Length - 1);
        int below = (int)at;
        double low = sorted[below], high = sorted[Math.Min(below + 1, sorted.Length - 1)], part = at - below;

        // From the nearer end, as numpy does, so that the last step lands on the value itself.
        return part < 0.5 ? low + ((high - low) * part) : high - ((high - low) * (1 - part));
    }

    /// <summary>The median: the middle value, or the mean of the two in the middle.</summary>
    /// <param name="values">At least one value, in any order, without NaN.</param>
    public static double Median(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length, nameof(values));
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
