namespace Vlm.Evaluation;

/// <summary>How often each class was taken for each other: rows are the true classes, columns the predicted ones. Immutable; thread-safe.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;
    private readonly long[] _true;
    private readonly long[] _predicted;

    private ConfusionMatrix(int classes, long[] counts)
    {
        Classes = classes;
        _counts = counts;
        _true = new long[classes];
        _predicted = new long[classes];
        for (int i = 0; i < classes; i++)
        {
            for (int j = 0; j < classes; j++)
            {
                _true[i] += counts[(i * classes) + j];
                _predicted[j] += counts[(i * classes) + j];
            }

            Total += _true[i];
            Right += counts[(i * classes) + i];
        }
    }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>The number of items.</summary>
    public long Total { get; }

    /// <summary>The number of items whose class was predicted.</summary>
    public long Right { get; }

    /// <summary>How many items of one class were predicted as another.</summary>
    /// <param name="truth">The true class, from 0.</param>
    /// <param name="predicted">The predicted class, from 0.</param>
    public long this[int truth, int predicted] => _counts[(Check(truth) * Classes) + Check(predicted)];

    /// <summary>Counts labels and predictions.</summary>
    /// <param name="labels">The true class of each item, from 0.</param>
    /// <param name="predictions">The predicted class of the same items.</param>
    /// <param name="classes">The number of classes; also of those that never occur.</param>
    /// <exception cref="EvaluationException">There are no items, or a class is out of its range; <see cref="VlmException.Index"/> names the item.</exception>
    /// <exception cref="ArgumentException">There are not as many labels as predictions.</exception>
    public static ConfusionMatrix Of(ReadOnlySpan<int> labels, ReadOnlySpan<int> predictions, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ClassLabels.CheckPairs(labels.Length, predictions.Length, "predictions");
        ClassLabels.Check(labels, classes, "label");
        ClassLabels.Check(predictions, classes, "prediction");
        long[] counts = new long[classes * classes];
        for (int i = 0; i < labels.Length; i++)
        {
            counts[(labels[i] * classes) + predictions[i]]++;
        }

        return new ConfusionMatrix(classes, counts);
    }

    /// <summary>How many items have a class (its support).</summary>
    /// <param name="truth">The class.</param>
    public long Support(int truth) => _true[Check(truth)];

    /// <summary>How many items were predicted as a class.</summary>
    /// <param name="predicted">The class.</param>
    public long PredictedAs(int predicted) => _predicted[Check(predicted)];

    private int Check(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Classes);
        return index;
    }
}
