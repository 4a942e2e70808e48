namespace Vlm.Evaluation;

/// <summary>Krippendorff's alpha: agreement of any number of raters, with gaps, at any level of measurement. Pure; thread-safe.</summary>
public static class KrippendorffAlpha
{
    /// <summary>α = 1 − Do/De from the coincidences of values within units (K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011).</summary>
    /// <param name="ratersByUnits">One row a rater, one column a unit (the thing rated); null where that rater gave none.</param>
    /// <param name="level">What the numbers mean.</param>
    /// <returns>At most 1; 0 is chance. Undefined where no unit has two ratings, or all of those ratings are one value.</returns>
    /// <exception cref="EvaluationException">Rows of different lengths, or a value that is not finite.</exception>
    public static Estimate Compute(IReadOnlyList<IReadOnlyList<double?>> ratersByUnits, MeasurementLevel level)
    {
        ArgumentNullException.ThrowIfNull(ratersByUnits);
        List<double[]> units = PairableUnits(ratersByUnits);
        double[] values = [.. units.SelectMany(unit => unit).Distinct().Order()];
        if (values.Length < 2)
        {
            string reason = values.Length == 0 ? "no unit has ratings of two raters" : "every rating is one and the same value, so there is nothing to disagree on";
            return Estimate.Undefined(reason, units.Count);
        }

        var coincidences = new double[values.Length, values.Length];
        var totals = new double[values.Length];
        foreach (double[] unit in units)
        {
            Count(unit, values, coincidences, totals);
        }

        double observed = 0;
        double expected = 0;
        for (int a = 0; a < values.Length; a++)
        {
            for (int b = a + 1; b < values.Length; b++)
            {
                double distance = Distance(values, totals, a, b, level);
                observed += coincidences[a, b] * distance;
                expected += totals[a] * totals[b] * distance;
            }
        }

        return new Estimate { Value = 1 - ((totals.Sum() - 1) * observed / expected), SampleSize = units.Count };
    }

    // Only units with at least two ratings say anything about agreement.
    private static List<double[]> PairableUnits(IReadOnlyList<IReadOnlyList<double?>> ratersByUnits)
    {
        var units = new List<double[]>();
        int count = ratersByUnits.Count == 0 ? 0 : ratersByUnits[0].Count;
        for (int rater = 0; rater < ratersByUnits.Count; rater++)
        {
            RatingErrors.ThrowIfLengthsDiffer(count, ratersByUnits[rater].Count);
        }

        var ratings = new List<double>(ratersByUnits.Count);
        for (int unit = 0; unit < count; unit++)
        {
            ratings.Clear();
            for (int rater = 0; rater < ratersByUnits.Count; rater++)
            {
                if (ratersByUnits[rater][unit] is double rating)
                {
                    RatingErrors.ThrowIfNotFinite(rating, rater, unit);
                    ratings.Add(rating);
                }
            }

            if (ratings.Count > 1)
            {
                units.Add([.. ratings]);
            }
        }

        return units;
    }

    private static void Count(double[] unit, double[] values, double[,] coincidences, double[] totals)
    {
        double weight = 1.0 / (unit.Length - 1);
        for (int i = 0; i < unit.Length; i++)
        {
            int a = Array.BinarySearch(values, unit[i]);
            totals[a]++;
            for (int j = 0; j < unit.Length; j++)
            {
                if (j != i)
                {
                    coincidences[a, Array.BinarySearch(values, unit[j])] += weight;
                }
            }
        }
    }

    private static double Distance(double[] values, double[] totals, int a, int b, MeasurementLevel level)
    {
        switch (level)
        {
            case MeasurementLevel.Ordinal:
                double between = (totals[a] + totals[b]) / -2;
                for (int g = a; g <= b; g++)
                {
                    between += totals[g];
                }

                return between * between;
            case MeasurementLevel.Interval:
                return (values[a] - values[b]) * (values[a] - values[b]);
            case MeasurementLevel.Ratio:
                double sum = values[a] + values[b];
                double relative = sum == 0 ? 0 : (values[a] - values[b]) / sum;
                return relative * relative;
            default:
                return 1;
        }
    }
}
