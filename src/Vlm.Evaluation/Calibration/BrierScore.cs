namespace Vlm.Evaluation;

/// <summary>The squared distance of probabilities from what happened (Brier 1950). Members are thread-safe.</summary>
public static class BrierScore
{
    /// <summary>The sum over the classes, averaged over the items; 0 (sure and right) to 2 (sure and wrong).</summary>
    /// <param name="labels">The true class of each item, from 0.</param>
    /// <param name="probabilities">The probabilities, [items, classes].</param>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="EvaluationException">There are no items, or a label is out of range.</exception>
    /// <exception cref="ArgumentException">There are not as many labels as rows.</exception>
    public static double OfClasses(ReadOnlySpan<int> labels, ReadOnlySpan<double> probabilities, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ClassLabels.CheckPairs(labels.Length, probabilities.Length / classes, "rows of probabilities");
        ClassLabels.Check(labels, classes, "label");
        double sum = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            double distance = probabilities[i] - (labels[i / classes] == i % classes ? 1 : 0);
            sum += distance * distance;
        }

        return sum / labels.Length;
    }

    /// <summary>Of the positive class alone, 0 to 1.</summary>
    /// <param name="labels">Whether each item is positive.</param>
    /// <param name="probabilities">The probability that the same items are.</param>
    /// <exception cref="EvaluationException">There are no items, or a number is no probability.</exception>
    /// <exception cref="ArgumentException">There are not as many labels as probabilities.</exception>
    public static double OfBinary(ReadOnlySpan<bool> labels, ReadOnlySpan<double> probabilities)
    {
        ClassLabels.CheckScores(labels, probabilities);
        int wrong = probabilities.IndexOfAnyExceptInRange(0, 1);
        if (wrong >= 0)
        {
            throw new EvaluationException($"The probability of item {wrong} is {probabilities[wrong]}; it lies between 0 and 1.") { Index = wrong };
        }

        double sum = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double distance = probabilities[i] - (labels[i] ? 1 : 0);
            sum += distance * distance;
        }

        return sum / labels.Length;
    }
}
