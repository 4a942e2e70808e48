namespace Vlm.Evaluation;

/// <summary>Checks of labels and scores, which name the item that is wrong.</summary>
internal static class ClassLabels
{
    public static void CheckPairs(int labels, int others, string what)
    {
        if (labels == 0)
        {
            throw new EvaluationException("There are no items to score; give at least one label.");
        }

        if (labels != others)
        {
            throw new ArgumentException($"There are {labels} labels and {others} {what}; every item has one of each.");
        }
    }

    public static void Check(ReadOnlySpan<int> labels, int classes, string what)
    {
        int wrong = labels.IndexOfAnyExceptInRange(0, classes - 1);
        if (wrong >= 0)
        {
            throw new EvaluationException($"The {what} of item {wrong} is {labels[wrong]}; with {classes} classes it lies between 0 and {classes - 1}.") { Index = wrong };
        }
    }

    /// <summary>Checks rows of scores, one for each class, and gives how many items they are.</summary>
    public static void CheckRows(ReadOnlySpan<int> labels, ReadOnlySpan<float> scores, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (scores.Length % classes != 0)
        {
            throw new ArgumentException($"{scores.Length} scores are no rows of {classes} classes.");
        }

        CheckPairs(labels.Length, scores.Length / classes, "rows of scores");
        Check(labels, classes, "label");
        int wrong = scores.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (wrong >= 0)
        {
            throw new EvaluationException($"The score of item {wrong / classes} for class {wrong % classes} is {scores[wrong]}; every score has to be a finite number.") { Index = wrong / classes };
        }
    }

    /// <summary>Checks one score an item.</summary>
    public static void CheckScores(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores)
    {
        CheckPairs(labels.Length, scores.Length, "scores");
        int wrong = scores.IndexOfAnyExceptInRange(double.MinValue, double.MaxValue);
        if (wrong >= 0)
        {
            throw new EvaluationException($"The score of item {wrong} is {scores[wrong]}; every score has to be a finite number.") { Index = wrong };
        }
    }
}
