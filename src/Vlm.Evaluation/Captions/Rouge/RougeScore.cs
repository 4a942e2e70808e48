namespace Vlm.Evaluation;

/// <summary>Precision, recall and F of one comparison, 0 to 1.</summary>
public readonly record struct RougeScore
{
    internal RougeScore(double matches, int candidate, int reference)
    {
        Precision = candidate == 0 ? 0 : matches / candidate;
        Recall = reference == 0 ? 0 : matches / reference;
        FMeasure = Precision + Recall > 0 ? 2 * Precision * Recall / (Precision + Recall) : 0;
    }

    /// <summary>The matches among the candidate's n-grams or words; 0 where it has none.</summary>
    public double Precision { get; }

    /// <summary>The matches among the reference's n-grams or words; 0 where it has none.</summary>
    public double Recall { get; }

    /// <summary>The harmonic mean of both; 0 where both are 0.</summary>
    public double FMeasure { get; }
}
