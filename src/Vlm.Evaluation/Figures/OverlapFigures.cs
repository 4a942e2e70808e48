namespace Vlm.Evaluation;

/// <summary>Corpus figures of n-grams as counts that can be summed over any resample.</summary>
internal static class OverlapFigures
{
    private const int Orders = CaptionCorpus.MaxOrder;

    /// <summary>BLEU-1 to BLEU-4 as the COCO evaluation computes them.</summary>
    public static IEnumerable<Figure> Bleu(IReadOnlyList<BleuCounts> counts)
    {
        int[][] rows = [.. counts.Select(Row)];
        return Enumerable.Range(1, Orders).Select(order => new CountedFigure($"Bleu_{order}", rows, sum => Evaluation.Bleu.Scores(Counts(sum))[order - 1]));
    }

    /// <summary>sacreBLEU's BLEU; of each item with the effective order.</summary>
    public static Figure SacreBleu(SacreBleuResult result)
    {
        int[][] rows = [.. result.ItemCounts.Select(Row)];
        return new CountedFigure("sacreBLEU", rows, sum => Evaluation.SacreBleu.Score(Counts(sum)).Score, [.. result.PerItem.Select(item => item.Score)]);
    }

    public static Figure Chrf(ChrfResult result)
    {
        int orders = result.ItemCounts[0].Orders;
        return new CountedFigure("chrF", [.. result.ItemCounts.Select(counts => counts.ToRow())], sum => new ChrfCounts(orders, sum).Score(2));
    }

    private static int[] Row(BleuCounts counts) => [counts.CandidateLength, counts.ReferenceLength, .. counts.Total, .. counts.Correct];

    private static BleuCounts Counts(ReadOnlySpan<int> row) => new()
    {
        CandidateLength = row[0],
        ReferenceLength = row[1],
        Total = row.Slice(2, Orders).ToArray(),
        Correct = row.Slice(2 + Orders, Orders).ToArray(),
    };
}
