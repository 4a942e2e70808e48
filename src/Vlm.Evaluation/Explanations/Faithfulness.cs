namespace Vlm.Evaluation;

/// <summary>
/// Deletion and insertion curves (Petsiuk, Das and Saenko 2018): cells are grayed, or shown on gray, in the order of their
/// values, and the score is followed. 1 is the score of the whole picture, 0 that of a gray one.
/// </summary>
public sealed class Faithfulness
{
    /// <summary>The score after each step of graying the most important cells first; it should fall early.</summary>
    public required IReadOnlyList<double> Deletion { get; init; }

    /// <summary>The score after each step of showing the most important cells first; it should rise early.</summary>
    public required IReadOnlyList<double> Insertion { get; init; }

    /// <summary>The same with cells in random order, averaged over the orders; empty where none were asked for.</summary>
    public IReadOnlyList<double> RandomDeletion { get; init; } = [];

    /// <summary>The same with cells in random order, averaged over the orders; empty where none were asked for.</summary>
    public IReadOnlyList<double> RandomInsertion { get; init; } = [];

    /// <summary>The area under the deletion curve; less is better.</summary>
    public double DeletionArea => Area(Deletion);

    /// <summary>The area under the insertion curve; more is better.</summary>
    public double InsertionArea => Area(Insertion);

    /// <summary>The area that random order gives; NaN where none was asked for.</summary>
    public double RandomDeletionArea => Area(RandomDeletion);

    /// <summary>The area that random order gives; NaN where none was asked for.</summary>
    public double RandomInsertionArea => Area(RandomInsertion);

    /// <summary>Why there are no curves; null where there are.</summary>
    public string? Reason { get; init; }

    private static double Area(IReadOnlyList<double> curve)
    {
        double sum = 0;
        for (int i = 1; i < curve.Count; i++)
        {
            sum += (curve[i - 1] + curve[i]) / 2;
        }

        return curve.Count < 2 ? double.NaN : sum / (curve.Count - 1);
    }
}
