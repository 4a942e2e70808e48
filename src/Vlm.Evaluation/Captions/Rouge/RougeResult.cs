namespace Vlm.Evaluation;

/// <summary>rouge-score's ROUGE of a caption set: the mean F over the items, and the scores of each item.</summary>
public sealed class RougeResult
{
    internal RougeResult(IReadOnlyList<RougeScores> perItem)
    {
        PerItem = perItem;
        Rouge1 = perItem.Average(item => item.Rouge1.FMeasure);
        Rouge2 = perItem.Average(item => item.Rouge2.FMeasure);
        RougeL = perItem.Average(item => item.RougeL.FMeasure);
        RougeLSum = perItem.Average(item => item.RougeLSum.FMeasure);
    }

    /// <summary>The mean F of ROUGE-1, 0 to 1.</summary>
    public double Rouge1 { get; }

    /// <summary>The mean F of ROUGE-2, 0 to 1.</summary>
    public double Rouge2 { get; }

    /// <summary>The mean F of ROUGE-L, 0 to 1.</summary>
    public double RougeL { get; }

    /// <summary>The mean F of ROUGE-Lsum, 0 to 1.</summary>
    public double RougeLSum { get; }

    /// <summary>The scores of each item: for each kind those against the reference that gives it the highest F.</summary>
    public IReadOnlyList<RougeScores> PerItem { get; }
}
