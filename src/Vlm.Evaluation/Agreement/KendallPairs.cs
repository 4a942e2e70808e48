namespace Vlm.Evaluation;

/// <summary>Counts of concordant, discordant and tied pairs in n log n (W. R. Knight, 1966).</summary>
internal readonly struct KendallPairs
{
    /// <summary>Concordant less discordant pairs.</summary>
    public required long Difference { get; init; }

    /// <summary>All pairs.</summary>
    public required long All { get; init; }

    public required TieCounts First { get; init; }

    public required TieCounts Second { get; init; }

    public static KendallPairs Count(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        int n = x.Length;
        double[] first = x.ToArray();
        double[] second = y.ToArray();
        var order = new int[n];
        for (int i = 0; i < n; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (a, b) => first[a] != first[b] ? first[a].CompareTo(first[b]) : second[a].CompareTo(second[b]));
        var sorted = new double[n];
        long both = 0;
        long run = 0;
        for (int i = 0; i < n; i++)
        {
            sorted[i] = second[order[i]];
            run = i > 0 && first[order[i]] == first[order[i - 1]] && sorted[i] == sorted[i - 1] ? run + 1 : 0;
            both += run;
        }

        long discordant = Exchanges(sorted, new double[n], 0, n);
        TieCounts tiesX = TieCounts.Of(first);
        TieCounts tiesY = TieCounts.Of(second);
        long all = (long)n * (n - 1) / 2;
        return new KendallPairs
        {
            All = all,
            First = tiesX,
            Second = tiesY,
            Difference = all - tiesX.Pairs - tiesY.Pairs + both - (2 * discordant),
        };
    }

    // Merge sort; every value that overtakes those left before it makes one discordant pair with each of them.
    private static long Exchanges(double[] values, double[] buffer, int start, int end)
    {
        if (end - start < 2)
        {
            return 0;
        }

        int middle = start + ((end - start) / 2);
        long count = Exchanges(values, buffer, start, middle) + Exchanges(values, buffer, middle, end);
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++)
        {
            if (left < middle && (right == end || values[left] <= values[right]))
            {
                buffer[i] = values[left++];
            }
            else
            {
                buffer[i] = values[right++];
                count += middle - left;
            }
        }

        Array.Copy(buffer, start, values, start, end - start);
        return count;
    }
}
