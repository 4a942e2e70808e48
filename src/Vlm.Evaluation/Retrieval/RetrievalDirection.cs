namespace Vlm.Evaluation;

/// <summary>One direction of retrieval: each query against all candidates.</summary>
public sealed class RetrievalDirection
{
    internal RetrievalDirection(IReadOnlyList<RelevantRanks> queries, TieRule ties)
    {
        Queries = queries;
        Ties = ties;
        Best = new RankSummary([.. queries.Select(query => query.Best)]);
    }

    /// <summary>The rule under which equal scores were ranked.</summary>
    public TieRule Ties { get; }

    /// <summary>The ranks of each query's right items.</summary>
    public IReadOnlyList<RelevantRanks> Queries { get; }

    /// <summary>R@k, median and mean rank, MRR: by the best right item of each query.</summary>
    public RankSummary Best { get; }

    /// <summary>The mean of the queries' average precision (mAP), 0 to 1.</summary>
    public double MeanAveragePrecision => Queries.Average(query => query.AveragePrecision);

    /// <summary>The mean share of right items among as many first ones (R-precision), 0 to 1.</summary>
    public double RPrecision => Queries.Average(query => query.RPrecision);

    /// <summary>The mean of the queries' nDCG up to k, 0 to 1.</summary>
    /// <param name="k">The cut, 1 or more.</param>
    public double Ndcg(int k) => Queries.Average(query => query.Ndcg(k));

    /// <summary>The mean share of a query's right items among the first k (recall in the strict sense), 0 to 1.</summary>
    /// <param name="k">The cut, 1 or more.</param>
    public double TrueRecall(int k) => Queries.Average(query => query.Recall(k));
}
