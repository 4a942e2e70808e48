namespace Vlm.Evaluation;

/// <summary>Confidence intervals of a share, such as the share of votes that one model wins. Pure functions; thread-safe.</summary>
public static class ProportionInterval
{
    /// <summary>Wilson's score interval (E. B. Wilson, 1927): good also for few trials and for shares near 0 and 1.</summary>
    /// <param name="successes">How many of the trials succeeded: 0 to <paramref name="trials"/>; halves (ties) are allowed.</param>
    /// <param name="trials">The number of trials, at least 1.</param>
    /// <param name="confidence">The coverage, between 0 and 1 exclusive.</param>
    /// <returns>Both ends, in 0..1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count or the confidence is out of its range.</exception>
    public static (double Low, double High) Wilson(double successes, int trials, double confidence = 0.95)
    {
        Check(successes, trials, confidence);
        double z = DistributionQuantiles.Normal(1 - ((1 - confidence) / 2));
        double share = successes / trials;
        double square = z * z;
        double scale = 1 + (square / trials);
        double centre = (share + (square / (2 * trials))) / scale;
        double half = z / scale * Math.Sqrt((share * (1 - share) / trials) + (square / (4.0 * trials * trials)));
        return (Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    /// <summary>Clopper and Pearson's interval (1934): never covers less than the confidence asked for, so it is the wider one.</summary>
    /// <param name="successes">How many of the trials succeeded: 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">The number of trials, at least 1.</param>
    /// <param name="confidence">The coverage, between 0 and 1 exclusive.</param>
    /// <returns>Both ends, in 0..1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count or the confidence is out of its range.</exception>
    public static (double Low, double High) ClopperPearson(int successes, int trials, double confidence = 0.95)
    {
        Check(successes, trials, confidence);
        double tail = (1 - confidence) / 2;
        double low = successes == 0 ? 0 : DistributionQuantiles.Beta(tail, successes, trials - successes + 1);
        double high = successes == trials ? 1 : DistributionQuantiles.Beta(1 - tail, successes + 1, trials - successes);
        return (low, high);
    }

    private static void Check(double successes, int trials, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence lies between 0 and 1, such as 0.95.");
        }
    }
}
