using System.Globalization;

namespace Vlm.Evaluation;

/// <summary>Refusals that the agreement figures share.</summary>
internal static class RatingErrors
{
    public static void ThrowIfLengthsDiffer(int first, int second)
    {
        if (first != second)
        {
            throw new EvaluationException(string.Create(CultureInfo.InvariantCulture,
                $"The two lists hold {first} and {second} values; give one value of each for every item, in the same order."));
        }
    }

    public static void ThrowIfNotCategory(int category, int categories, int item)
    {
        if ((uint)category >= (uint)categories)
        {
            throw new EvaluationException(string.Create(CultureInfo.InvariantCulture,
                $"Item {item} has category {category}; with {categories} categories they run from 0 to {categories - 1}."));
        }
    }

    public static void ThrowIfNotCounts(IReadOnlyList<int> counts, int item, int categories, int raters)
    {
        if (raters < 2)
        {
            throw new EvaluationException(string.Create(CultureInfo.InvariantCulture, $"There are {raters} ratings of item 0; agreement needs at least 2 raters."));
        }

        if (counts.Count != categories || counts.Any(count => count < 0) || counts.Sum() != raters)
        {
            throw new EvaluationException(string.Create(CultureInfo.InvariantCulture,
                $"Item {item} has {counts.Count} counts with sum {counts.Sum()}; expected {categories} counts, none negative, with sum {raters} as for item 0."));
        }
    }

    public static void ThrowIfNotFinite(double value, int row, int column)
    {
        if (!double.IsFinite(value))
        {
            throw new EvaluationException(string.Create(CultureInfo.InvariantCulture,
                $"The value in row {row}, column {column} is {value}; ratings are finite numbers, and null where one is missing."));
        }
    }
}
