namespace Vlm.Evaluation;

/// <summary>Everything about a matrix of similarities. Immutable.</summary>
public sealed class RetrievalEvaluation
{
    private const int Shown = 10;

    private RetrievalEvaluation(string name, IReadOnlyDictionary<TieRule, RetrievalScores> byRule)
    {
        Name = name;
        ByRule = byRule;
    }

    /// <summary>The matrix's name.</summary>
    public string Name { get; }

    /// <summary>The scores under each tie rule.</summary>
    public IReadOnlyDictionary<TieRule, RetrievalScores> ByRule { get; }

    /// <summary>The figures to report, under the pessimistic rule, each with its interval over pictures.</summary>
    public IReadOnlyList<ReportFigure> Figures { get; private init; } = [];

    /// <summary>The ten captions that each picture is most similar to, best first; of equal scores the lower index first.</summary>
    public IReadOnlyList<IReadOnlyList<int>> TopCaptions { get; private init; } = [];

    /// <summary>The ten pictures that each caption is most similar to, likewise.</summary>
    public IReadOnlyList<IReadOnlyList<int>> TopPictures { get; private init; } = [];

    /// <summary>What to know before a figure is quoted: ties.</summary>
    public IReadOnlyList<MetricWarning> Warnings { get; private init; } = [];

    /// <summary>Scores a matrix.</summary>
    /// <param name="data">The matrix.</param>
    /// <param name="resampling">How intervals are resampled; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work between queries and between resamples.</param>
    /// <exception cref="EvaluationException">A picture has no caption, an owner is out of range, or a similarity is not a number.</exception>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public static RetrievalEvaluation Of(RetrievalData data, ResamplingOptions? resampling = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        Dictionary<TieRule, RetrievalScores> byRule = Enum.GetValues<TieRule>()
            .ToDictionary(rule => rule, rule => RetrievalScores.Of(data.Similarities, data.Owners, data.Pictures, rule, resampling?.MaxDegreeOfParallelism, cancellationToken));
        RetrievalScores reported = byRule[TieRule.Pessimistic];
        IReadOnlyList<Figure> figures = RetrievalFigures.Of(RetrievalRanks.Of(reported, data.Owners));
        int tied = Differing(reported.ImageToText, byRule[TieRule.Optimistic].ImageToText) + Differing(reported.TextToImage, byRule[TieRule.Optimistic].TextToImage);
        int captions = data.Owners.Count;
        return new RetrievalEvaluation(data.Name, byRule)
        {
            Figures = [.. figures.Select(figure => figure.Estimate(resampling, cancellationToken))],
            TopCaptions = [.. Enumerable.Range(0, data.Pictures).Select(i => Ranking.Top(data.Similarities.Span.Slice(i * captions, captions), Shown))],
            TopPictures = [.. Enumerable.Range(0, captions).Select(c => Ranking.Top(RetrievalScores.Column(data.Similarities.Span, c, captions, data.Pictures), Shown))],
            Warnings = tied == 0 ? [] : [Ties(data.Name, tied)],
        };
    }

    private static MetricWarning Ties(string name, int tied) => new()
    {
        Kind = MetricWarningKind.NotComparable,
        Metric = name,
        Message = $"{tied} queries have a wrong item with the same score as a right one; wrong ones stand first. Lay the figures beside others under the same tie rule only.",
    };

    private static int Differing(RetrievalDirection one, RetrievalDirection other) => one.Best.Ranks.Zip(other.Best.Ranks).Count(pair => pair.First != pair.Second);
}
