namespace Vlm.Evaluation;

/// <summary>METEOR of a caption set, 0 to 1.</summary>
public sealed class MeteorResult
{
    internal MeteorResult(string name, MeteorStatistics corpus, IReadOnlyList<MeteorStatistics> items, IReadOnlyList<int> bestReferences)
    {
        Name = name;
        CorpusStatistics = corpus;
        ItemStatistics = items;
        BestReferences = bestReferences;
        PerItem = [.. items.Select(item => item.Score)];
    }

    /// <summary><c>METEOR</c> with a paraphrase table; without one <c>METEOR_e</c>, <c>METEOR_es</c> or <c>METEOR_ess</c> by the modules used. Figures of different names are not comparable.</summary>
    public string Name { get; }

    /// <summary>The figure over all items, from summed counts; not the mean of the items.</summary>
    public double Corpus => CorpusStatistics.Score;

    /// <summary>The figure of each item, against the reference that gives it the highest.</summary>
    public IReadOnlyList<double> PerItem { get; }

    /// <summary>Which reference that was; of two as high, the first.</summary>
    public IReadOnlyList<int> BestReferences { get; }

    /// <summary>The weighted precision over all items; NaN where all candidates are empty.</summary>
    public double Precision => CorpusStatistics.Precision;

    /// <summary>The weighted recall over all items; NaN where all references are empty.</summary>
    public double Recall => CorpusStatistics.Recall;

    /// <summary>The harmonic mean of precision and recall, recall weighted 0.85; NaN where either is.</summary>
    public double FMean => CorpusStatistics.FMean;

    /// <summary>The share taken off for matches in pieces; NaN where nothing is matched.</summary>
    public double FragmentationPenalty => CorpusStatistics.Penalty;

    /// <summary>What to know before the figure is quoted: without the paraphrase table it is not METEOR.</summary>
    public IReadOnlyList<MetricWarning> Warnings => Name == "METEOR" ? [] :
    [
        new MetricWarning
        {
            Kind = MetricWarningKind.NotComparable,
            Metric = Name,
            Message = "METEOR without its paraphrase table is lower than METEOR; lay it beside figures of the same name only, or name the table.",
        },
    ];

    internal MeteorStatistics CorpusStatistics { get; }

    internal IReadOnlyList<MeteorStatistics> ItemStatistics { get; }
}
