namespace Vlm.Evaluation;

/// <summary>P-values adjusted for having looked at several differences at once. The results stand in the order of the input and are at most 1.</summary>
public static class MultipleTesting
{
    /// <summary>Bonferroni: each p-value times their number.</summary>
    /// <param name="pValues">P-values, 0 to 1.</param>
    public static IReadOnlyList<double> Bonferroni(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        return [.. pValues.Select(p => Math.Min(1, p * pValues.Count))];
    }

    /// <summary>Holm's step-down procedure (1979): holds the chance of any false alarm, and is never weaker than Bonferroni.</summary>
    /// <param name="pValues">P-values, 0 to 1.</param>
    public static IReadOnlyList<double> Holm(IReadOnlyList<double> pValues)
    {
        double[] adjusted = Sorted(pValues, out int[] order);
        double least = 0;
        for (int i = 0; i < order.Length; i++)
        {
            least = Math.Max(least, pValues[order[i]] * (order.Length - i));
            adjusted[order[i]] = Math.Min(1, least);
        }

        return adjusted;
    }

    /// <summary>Benjamini and Hochberg's step-up procedure (1995): holds the share of false alarms among all alarms.</summary>
    /// <param name="pValues">P-values, 0 to 1.</param>
    public static IReadOnlyList<double> BenjaminiHochberg(IReadOnlyList<double> pValues)
    {
        double[] adjusted = Sorted(pValues, out int[] order);
        double most = 1;
        for (int i = order.Length - 1; i >= 0; i--)
        {
            most = Math.Min(most, pValues[order[i]] * order.Length / (i + 1));
            adjusted[order[i]] = most;
        }

        return adjusted;
    }

    private static double[] Sorted(IReadOnlyList<double> pValues, out int[] order)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        order = [.. Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i])];
        return new double[pValues.Count];
    }
}
