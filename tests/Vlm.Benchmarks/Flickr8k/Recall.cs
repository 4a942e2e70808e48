namespace Vlm.Benchmarks.Flickr8k;

/// <summary>Recall@1, @5 and @10 in per cent: how often a right item is among the first k of a ranking.</summary>
internal readonly record struct Recall(double At1, double At5, double At10)
{
    /// <summary>From the ranks, counted from 0, at which each query found its best right item.</summary>
    public static Recall Of(IReadOnlyList<int> ranks)
    {
        double share = 100.0 / ranks.Count;
        return new Recall(ranks.Count(r => r < 1) * share, ranks.Count(r => r < 5) * share, ranks.Count(r => r < 10) * share);
    }
}
