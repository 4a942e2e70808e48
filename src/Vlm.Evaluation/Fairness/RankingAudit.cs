using System.Globalization;

namespace Vlm.Evaluation;

/// <summary>Audits a ranking, such as a search for "a doctor": does its top hold the groups in the shares wanted? Pure; thread-safe.</summary>
public static class RankingAudit
{
    private static readonly int[] UsualTops = [10, 50, 100];

    /// <summary>MaxSkew and MinSkew at each k and NDKL, for equal shares and for the shares in the data.</summary>
    /// <param name="name">The query, or another name.</param>
    /// <param name="scores">One score an item; finite; the largest is best.</param>
    /// <param name="groups">The group of each item, as people gave it.</param>
    /// <param name="tops">The ks; null for 10, 50 and 100, as far as there are more items than that.</param>
    /// <param name="options">How intervals and baselines are drawn; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work between resamples.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="EvaluationException">Lists of different lengths, a score that is not finite, fewer than two groups, or a k beyond the items.</exception>
    public static FairnessFinding Run(
        string name, IReadOnlyList<double> scores, IReadOnlyList<string> groups, IReadOnlyList<int>? tops = null, ResamplingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(groups);
        RatingErrors.ThrowIfLengthsDiffer(scores.Count, groups.Count);
        var labels = new GroupLabels(groups, $"The ranking {name}");
        double[] values = [.. scores];
        int[] ks = [.. tops ?? [.. UsualTops.Where(k => k < values.Length)]];
        if (ks.FirstOrDefault(k => k < 1 || k > values.Length) is int wrong and not 0)
        {
            throw new EvaluationException(string.Create(CultureInfo.InvariantCulture, $"The ranking {name} has {values.Length} items and no top {wrong}; k runs from 1 to {values.Length}."));
        }

        var resampling = new Resampling(options, cancellationToken);
        double[] equal = [.. labels.Names.Select(_ => 1.0 / labels.Names.Length)];
        double[] data = [.. labels.Counts.Select(count => count / (double)values.Length)];
        var figures = new List<FairnessFigure>();
        foreach ((string shares, double[] desired) in new[] { ("equal shares", equal), ("shares in the data", data) })
        {
            foreach (int k in ks)
            {
                figures.Add(Figure($"MaxSkew@{k} ({shares})", ranking => RankingFairness.SkewAt(ranking, desired, k).Max()));
                figures.Add(Figure($"-MinSkew@{k} ({shares})", ranking => -RankingFairness.SkewAt(ranking, desired, k).Min()));
            }

            figures.Add(Figure($"NDKL ({shares})", ranking => RankingFairness.Ndkl(ranking, desired)));
        }

        return new FairnessFinding
        {
            Kind = "ranking",
            Name = name,
            Groups = labels.Sizes,
            Figures = figures,
            Caveats = [.. labels.SizeCaveats, .. FairnessCaveats.Ranking],
        };

        FairnessFigure Figure(string figure, Func<int[], double> compute) => ChanceComparison.Of(
            figure, labels.Members, (items, members) => compute(RankingFairness.Rank([.. items.Select(item => values[item])], members)), resampling);
    }
}
