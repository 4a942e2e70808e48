using System.Numerics.Tensors;

namespace Vlm.Evaluation;

/// <summary>What rows of scores, one for each class, say about labels. Scores lie row by row, [items, classes]. Members are thread-safe.</summary>
public static class ClassScores
{
    /// <summary>The class of the highest score of each item; of equals the first.</summary>
    /// <param name="scores">The scores, [items, classes]; none is NaN.</param>
    /// <param name="classes">The number of classes.</param>
    public static int[] Predictions(ReadOnlySpan<float> scores, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        int[] predictions = new int[scores.Length / classes];
        for (int i = 0; i < predictions.Length; i++)
        {
            predictions[i] = TensorPrimitives.IndexOfMax(scores.Slice(i * classes, classes));
        }

        return predictions;
    }

    /// <summary>Whether each item's class is among the classes with the highest scores. Another class with an equal score stands before it, so that equal scores earn nothing.</summary>
    /// <param name="labels">The true class of each item, from 0.</param>
    /// <param name="scores">The scores, [items, classes].</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="top">Among how many, 1 or more.</param>
    /// <exception cref="EvaluationException">A label is out of range, or a score is not a number; the index names the item.</exception>
    /// <exception cref="ArgumentException">There are not as many labels as rows.</exception>
    public static bool[] IsAmongTop(ReadOnlySpan<int> labels, ReadOnlySpan<float> scores, int classes, int top)
    {
        ClassLabels.CheckRows(labels, scores, classes);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        bool[] among = new bool[labels.Length];
        for (int i = 0; i < among.Length; i++)
        {
            ReadOnlySpan<float> row = scores.Slice(i * classes, classes);
            int before = -1;
            foreach (float score in row)
            {
                before += score >= row[labels[i]] ? 1 : 0;
            }

            among[i] = before < top;
        }

        return among;
    }

    /// <summary>Probabilities from logits, in double precision.</summary>
    /// <param name="logits">The logits, [items, classes].</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="temperature">What logits are divided by before, above 0.</param>
    /// <returns>The probabilities, [items, classes]; each row sums to 1.</returns>
    public static double[] Softmax(ReadOnlySpan<float> logits, int classes, double temperature = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (!(temperature > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "A temperature is above 0.");
        }

        double[] probabilities = new double[logits.Length];
        for (int start = 0; start + classes <= logits.Length; start += classes)
        {
            double most = TensorPrimitives.Max(logits.Slice(start, classes)) / temperature, sum = 0;
            for (int k = start; k < start + classes; k++)
            {
                sum += probabilities[k] = Math.Exp((logits[k] / temperature) - most);
            }

            for (int k = start; k < start + classes; k++)
            {
                probabilities[k] /= sum;
            }
        }

        return probabilities;
    }

    /// <summary>The mean negative logarithm of the true class's probability, from logits.</summary>
    /// <param name="labels">The true class of each item, from 0.</param>
    /// <param name="logits">The logits, [items, classes].</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="temperature">What logits are divided by before, above 0.</param>
    public static double LogLoss(ReadOnlySpan<int> labels, ReadOnlySpan<float> logits, int classes, double temperature = 1)
    {
        ClassLabels.CheckRows(labels, logits, classes);
        double total = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            ReadOnlySpan<float> row = logits.Slice(i * classes, classes);
            double most = TensorPrimitives.Max(row) / temperature, sum = 0;
            foreach (float logit in row)
            {
                sum += Math.Exp((logit / temperature) - most);
            }

            total += Math.Log(sum) + most - (row[labels[i]] / temperature);
        }

        return total / labels.Length;
    }

    /// <summary>The mean negative logarithm of what happened, from logits of the positive class.</summary>
    /// <param name="labels">Whether each item is positive.</param>
    /// <param name="logits">The logit of the same items; its sigmoid is the probability.</param>
    /// <exception cref="EvaluationException">There are no items, or a logit is not a number.</exception>
    /// <exception cref="ArgumentException">There are not as many labels as logits.</exception>
    public static double LogLoss(ReadOnlySpan<bool> labels, ReadOnlySpan<double> logits)
    {
        ClassLabels.CheckScores(labels, logits);
        double total = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double wrong = labels[i] ? -logits[i] : logits[i];
            total += Math.Max(wrong, 0) + double.LogP1(Math.Exp(-Math.Abs(wrong)));
        }

        return total / labels.Length;
    }
}
