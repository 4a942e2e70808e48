namespace Vlm.Evaluation;

/// <summary>
/// Whether a model is as often right as it is sure: confidence is the largest probability of each item. The expected error (Naeini,
/// Cooper and Hauskrecht 2015; Guo et al. 2017) weighs the gap of each range by its items.
/// </summary>
public sealed class Calibration
{
    private Calibration(IReadOnlyList<CalibrationBin> bins, int items)
    {
        Bins = bins;
        ExpectedError = bins.Sum(bin => bin.Count * bin.Gap) / items;
        MaximumError = bins.Max(bin => bin.Gap);
    }

    /// <summary>The ranges, from low to high confidence.</summary>
    public IReadOnlyList<CalibrationBin> Bins { get; }

    /// <summary>The expected calibration error, 0 to 1.</summary>
    public double ExpectedError { get; }

    /// <summary>The largest gap of any range, 0 to 1.</summary>
    public double MaximumError { get; }

    /// <summary>By ranges of equal width; each holds its upper end, not its lower.</summary>
    /// <param name="confidences">The largest probability of each item, 0 to 1.</param>
    /// <param name="right">Whether the most probable class is the true one.</param>
    /// <param name="bins">The number of ranges. Default 15.</param>
    /// <exception cref="EvaluationException">There are no items, or a confidence is no probability.</exception>
    /// <exception cref="ArgumentException">There are not as many of one as of the other.</exception>
    public static Calibration OfEqualWidth(ReadOnlySpan<double> confidences, ReadOnlySpan<bool> right, int bins = 15)
    {
        Check(confidences, right, bins);
        List<int>[] members = [.. Enumerable.Range(0, bins).Select(_ => new List<int>())];
        for (int i = 0; i < confidences.Length; i++)
        {
            // A confidence of 0 belongs to no range (lo, hi]; the lowest takes it.
            members[Math.Clamp(Place(confidences[i], bins), 0, bins - 1)].Add(i);
        }

        return Of(members, confidences, right);
    }

    /// <summary>By ranges with as many items each, in the order of confidence; the first ones have one more where the items do not divide.</summary>
    /// <param name="confidences">The largest probability of each item, 0 to 1.</param>
    /// <param name="right">Whether the most probable class is the true one.</param>
    /// <param name="bins">The number of ranges. Default 15.</param>
    /// <exception cref="EvaluationException">There are no items, or a confidence is no probability.</exception>
    /// <exception cref="ArgumentException">There are not as many of one as of the other.</exception>
    public static Calibration OfEqualCounts(ReadOnlySpan<double> confidences, ReadOnlySpan<bool> right, int bins = 15)
    {
        Check(confidences, right, bins);
        double[] keys = confidences.ToArray();
        int[] order = [.. Enumerable.Range(0, keys.Length).OrderBy(i => keys[i])];
        List<int>[] members = new List<int>[bins];
        int at = 0;
        for (int bin = 0; bin < bins; bin++)
        {
            int size = (keys.Length / bins) + (bin < keys.Length % bins ? 1 : 0);
            members[bin] = [.. order.AsSpan(at, size)];
            at += size;
        }

        return Of(members, confidences, right);
    }

    // The range (lo, hi] whose ends are whole numbers of bins; division alone would round some ends into the wrong one.
    private static int Place(double confidence, int bins)
    {
        int place = (int)Math.Ceiling(confidence * bins) - 1;
        while (place > 0 && confidence <= (double)place / bins)
        {
            place--;
        }

        while (confidence > (double)(place + 1) / bins)
        {
            place++;
        }

        return place;
    }

    private static Calibration Of(List<int>[] members, ReadOnlySpan<double> confidences, ReadOnlySpan<bool> right)
    {
        CalibrationBin[] bins = new CalibrationBin[members.Length];
        for (int bin = 0; bin < bins.Length; bin++)
        {
            double confidence = 0, accuracy = 0;
            foreach (int i in members[bin])
            {
                confidence += confidences[i];
                accuracy += right[i] ? 1 : 0;
            }

            int count = members[bin].Count;
            bins[bin] = new CalibrationBin { Count = count, Confidence = count == 0 ? double.NaN : confidence / count, Accuracy = count == 0 ? double.NaN : accuracy / count };
        }

        return new Calibration(bins, confidences.Length);
    }

    private static void Check(ReadOnlySpan<double> confidences, ReadOnlySpan<bool> right, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ClassLabels.CheckPairs(right.Length, confidences.Length, "confidences");
        int wrong = confidences.IndexOfAnyExceptInRange(0, 1);
        if (wrong >= 0)
        {
            throw new EvaluationException($"The confidence of item {wrong} is {confidences[wrong]}; a probability lies between 0 and 1.") { Index = wrong };
        }
    }
}
