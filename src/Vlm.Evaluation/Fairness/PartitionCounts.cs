namespace Vlm.Evaluation;

/// <summary>How many ways to split values in two groups give a difference of sums at least as large as the observed one.</summary>
internal readonly struct PartitionCounts
{
    public required long AtLeast { get; init; }

    public required long Greater { get; init; }

    public required long Tried { get; init; }

    public required bool IsEvery { get; init; }

    public static PartitionCounts Every(double[] values, int size, double total, double observed, double tolerance)
    {
        long atLeast = 0;
        long greater = 0;
        long tried = 0;
        int[] chosen = [.. Enumerable.Range(0, size)];
        while (true)
        {
            double sum = 0;
            foreach (int i in chosen)
            {
                sum += values[i];
            }

            double statistic = (2 * sum) - total;
            atLeast += statistic >= observed - tolerance ? 1 : 0;
            greater += statistic > observed + tolerance ? 1 : 0;
            tried++;
            if (!Next(chosen, values.Length))
            {
                return new PartitionCounts { AtLeast = atLeast, Greater = greater, Tried = tried, IsEvery = true };
            }
        }
    }

    public static PartitionCounts Drawn(double[] values, int size, double total, double observed, double tolerance, int draws, int seed)
    {
        var random = new Random(seed);
        double[] shuffled = [.. values];

        // The observed split is one of the possible ones, so it counts: without it a p-value of 0 could come out.
        long atLeast = 1;
        long greater = 0;
        for (int draw = 0; draw < draws; draw++)
        {
            double sum = 0;
            for (int i = 0; i < size; i++)
            {
                int other = random.Next(i, shuffled.Length);
                (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
                sum += shuffled[i];
            }

            double statistic = (2 * sum) - total;
            atLeast += statistic >= observed - tolerance ? 1 : 0;
            greater += statistic > observed + tolerance ? 1 : 0;
        }

        return new PartitionCounts { AtLeast = atLeast, Greater = greater, Tried = draws + 1L, IsEvery = false };
    }

    // The next combination in lexicographic order.
    private static bool Next(int[] chosen, int n)
    {
        int k = chosen.Length;
        int at = k - 1;
        while (at >= 0 && chosen[at] == n - k + at)
        {
            at--;
        }

        if (at < 0)
        {
            return false;
        }

        chosen[at]++;
        for (int i = at + 1; i < k; i++)
        {
            chosen[i] = chosen[i - 1] + 1;
        }

        return true;
    }
}
