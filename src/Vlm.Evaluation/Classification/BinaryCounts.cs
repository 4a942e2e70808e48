namespace Vlm.Evaluation;

/// <summary>Right and wrong decisions between two classes. Figures are 0 to 1 except where said; 0 divided by 0 is 0.</summary>
public sealed class BinaryCounts
{
    /// <summary>Positive items that were predicted as such.</summary>
    public required long TruePositives { get; init; }

    /// <summary>Negative items that were predicted as positive.</summary>
    public required long FalsePositives { get; init; }

    /// <summary>Negative items that were predicted as such.</summary>
    public required long TrueNegatives { get; init; }

    /// <summary>Positive items that were predicted as negative.</summary>
    public required long FalseNegatives { get; init; }

    /// <summary>The share of positive items among those predicted as positive.</summary>
    public double Precision => Share(TruePositives, TruePositives + FalsePositives);

    /// <summary>The share of positive items that were found.</summary>
    public double Recall => Share(TruePositives, TruePositives + FalseNegatives);

    /// <summary>The share of negative items that were left alone.</summary>
    public double Specificity => Share(TrueNegatives, TrueNegatives + FalsePositives);

    /// <summary>The harmonic mean of precision and recall.</summary>
    public double F1 => F(1);

    /// <summary>What was found among all that is positive or was predicted so.</summary>
    public double Jaccard => Share(TruePositives, TruePositives + FalsePositives + FalseNegatives);

    /// <summary>Matthews' correlation coefficient, -1 to 1; 0 where one side knows one class only.</summary>
    public double MatthewsCorrelation
    {
        get
        {
            double scale = (double)(TruePositives + FalsePositives) * (TruePositives + FalseNegatives) * (TrueNegatives + FalsePositives) * (TrueNegatives + FalseNegatives);
            return scale == 0 ? 0 : (((double)TruePositives * TrueNegatives) - ((double)FalsePositives * FalseNegatives)) / Math.Sqrt(scale);
        }
    }

    /// <summary>Counts decisions by a threshold.</summary>
    /// <param name="labels">Whether each item is positive.</param>
    /// <param name="scores">The score of the same items.</param>
    /// <param name="threshold">An item is predicted as positive where its score is above this.</param>
    /// <exception cref="EvaluationException">There are no items, or a score is not a number.</exception>
    /// <exception cref="ArgumentException">There are not as many labels as scores.</exception>
    public static BinaryCounts Above(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, double threshold)
    {
        ClassLabels.CheckScores(labels, scores);
        long[] counts = new long[4];
        for (int i = 0; i < labels.Length; i++)
        {
            counts[(labels[i] ? 2 : 0) + (scores[i] > threshold ? 1 : 0)]++;
        }

        return new BinaryCounts { TrueNegatives = counts[0], FalsePositives = counts[1], FalseNegatives = counts[2], TruePositives = counts[3] };
    }

    /// <summary>The weighted harmonic mean of precision and recall (van Rijsbergen 1979).</summary>
    /// <param name="beta">How much more recall weighs, above 0.</param>
    public double F(double beta)
    {
        double square = beta * beta;
        return Share((1 + square) * TruePositives, ((1 + square) * TruePositives) + (square * FalseNegatives) + FalsePositives);
    }

    private static double Share(double part, double whole) => whole == 0 ? 0 : part / whole;
}
