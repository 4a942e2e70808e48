namespace Vlm.Evaluation;

/// <summary>
/// McNemar's test (1947) between two models that answered the same questions: only the items that one got right and the other wrong count.
/// All p-values are two-sided.
/// </summary>
public static class McNemar
{
    /// <summary>Tests two models' right and wrong answers, exactly.</summary>
    /// <param name="first">Whether the first model was right, item by item.</param>
    /// <param name="second">Whether the second model was right on the same items.</param>
    /// <exception cref="ArgumentException">There are not as many of one model as of the other.</exception>
    public static SignificanceResult Compare(ReadOnlySpan<bool> first, ReadOnlySpan<bool> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"The first model has {first.Length} answers and the second {second.Length}; a paired test takes one of each for every item.");
        }

        int onlyFirst = 0, onlySecond = 0;
        for (int i = 0; i < first.Length; i++)
        {
            onlyFirst += first[i] && !second[i] ? 1 : 0;
            onlySecond += second[i] && !first[i] ? 1 : 0;
        }

        return new SignificanceResult
        {
            Test = SignificanceTest.McNemarExact,
            Statistic = onlyFirst - onlySecond,
            PValue = ExactPValue(onlyFirst, onlySecond),
            SampleSize = first.Length,
        };
    }

    /// <summary>The exact p-value: a binomial test of one half; 1 where no item is discordant.</summary>
    /// <param name="onlyFirst">Items that only the first model got right.</param>
    /// <param name="onlySecond">Items that only the second model got right.</param>
    public static double ExactPValue(int onlyFirst, int onlySecond)
    {
        (int n, int least) = Discordant(onlyFirst, onlySecond);
        return Math.Min(1, 2 * BinomialTail(least, n));
    }

    /// <summary>The mid-p variant (Fagerland, Lydersen and Laake 2013): half of the observed table's own probability is left out.</summary>
    /// <param name="onlyFirst">Items that only the first model got right.</param>
    /// <param name="onlySecond">Items that only the second model got right.</param>
    public static double MidPValue(int onlyFirst, int onlySecond)
    {
        (int n, int least) = Discordant(onlyFirst, onlySecond);
        return Math.Min(1, 2 * (BinomialTail(least, n) - (Math.Exp(LogProbability(least, n)) / 2)));
    }

    /// <summary>The chi-squared approximation with Edwards' continuity correction, (|b - c| - 1)² / (b + c), on one degree of freedom.</summary>
    /// <param name="onlyFirst">Items that only the first model got right.</param>
    /// <param name="onlySecond">Items that only the second model got right.</param>
    /// <returns>The statistic and its p-value; 0 and 1 where no item is discordant.</returns>
    public static (double Statistic, double PValue) ChiSquared(int onlyFirst, int onlySecond)
    {
        (int n, _) = Discordant(onlyFirst, onlySecond);
        if (n == 0)
        {
            return (0, 1);
        }

        double difference = Math.Abs((double)onlyFirst - onlySecond) - 1;
        double statistic = difference * difference / n;
        return (statistic, SpecialFunctions.Erfc(Math.Sqrt(statistic / 2)));
    }

    private static (int Discordant, int Least) Discordant(int onlyFirst, int onlySecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        return (checked(onlyFirst + onlySecond), Math.Min(onlyFirst, onlySecond));
    }

    // The probability of at most this many heads among n tosses of a fair coin, smallest terms first.
    private static double BinomialTail(int most, int n)
    {
        double sum = 0;
        for (int k = 0; k <= most; k++)
        {
            sum += Math.Exp(LogProbability(k, n));
        }

        return sum;
    }

    private static double LogProbability(int k, int n) =>
        SpecialFunctions.LogGamma(n + 1.0) - SpecialFunctions.LogGamma(k + 1.0) - SpecialFunctions.LogGamma(n - k + 1.0) - (n * Math.Log(2));
}
