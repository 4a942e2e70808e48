namespace Vlm.Evaluation;

/// <summary>The ROUGE scores of one comparison.</summary>
public sealed class RougeScores
{
    /// <summary>By words.</summary>
    public required RougeScore Rouge1 { get; init; }

    /// <summary>By pairs of words.</summary>
    public required RougeScore Rouge2 { get; init; }

    /// <summary>By the longest common subsequence of the whole texts.</summary>
    public required RougeScore RougeL { get; init; }

    /// <summary>By the union of the longest common subsequences of lines; texts without a line break give <see cref="RougeL"/>.</summary>
    public required RougeScore RougeLSum { get; init; }

    /// <summary>For each kind the better of two comparisons by F; of equals the first.</summary>
    internal static RougeScores Better(RougeScores first, RougeScores second) => new()
    {
        Rouge1 = Better(first.Rouge1, second.Rouge1),
        Rouge2 = Better(first.Rouge2, second.Rouge2),
        RougeL = Better(first.RougeL, second.RougeL),
        RougeLSum = Better(first.RougeLSum, second.RougeLSum),
    };

    private static RougeScore Better(RougeScore first, RougeScore second) => second.FMeasure > first.FMeasure ? second : first;
}
