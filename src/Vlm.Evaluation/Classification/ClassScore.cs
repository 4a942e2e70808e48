namespace Vlm.Evaluation;

/// <summary>Precision, recall and F1 of a class or of an average, 0 to 1.</summary>
public readonly record struct ClassScore
{
    internal ClassScore(double precision, double recall, double f1)
    {
        Precision = precision;
        Recall = recall;
        F1 = f1;
    }

    /// <summary>The share of right ones among those that were predicted as the class; 0 where none was.</summary>
    public double Precision { get; }

    /// <summary>The share of the class that was found; 0 where there is none of it.</summary>
    public double Recall { get; }

    /// <summary>The harmonic mean of both; 0 where both are 0. Of an average it is the average of the classes' F1.</summary>
    public double F1 { get; }

    internal static ClassScore Of(long right, long predicted, long support) =>
        new(Share(right, predicted), Share(right, support), Share(2 * right, predicted + support));

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
