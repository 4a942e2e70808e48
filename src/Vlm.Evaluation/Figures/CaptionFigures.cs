namespace Vlm.Evaluation;

/// <summary>The figures of captions, as the COCO caption evaluation names and computes them.</summary>
internal sealed class CaptionFigures
{
    public const string Cider = "CIDEr";

    private readonly string _meteor;

    public CaptionFigures(CaptionSet captions, ParaphraseTable? paraphrases, CancellationToken cancellationToken)
    {
        MeteorResult meteor = Meteor.Compute(captions, paraphrases: paraphrases, cancellationToken: cancellationToken);
        CaptionScores cider = CiderD.Compute(captions, cancellationToken: cancellationToken);
        _meteor = meteor.Name;
        Warnings = [.. cider.Warnings, .. meteor.Warnings];
        All =
        [
            .. OverlapFigures.Bleu(Bleu.Compute(captions, cancellationToken: cancellationToken).ItemCounts),
            new MeteorFigure(meteor),
            new RatioFigure("ROUGE_L", FigureUnit.Number, [.. RougeL.Compute(captions, cancellationToken: cancellationToken).PerItem]),
            new RatioFigure(Cider, FigureUnit.Number, [.. cider.PerItem]),
        ];
    }

    public IReadOnlyList<Figure> All { get; }

    public IReadOnlyList<MetricWarning> Warnings { get; }

    public IReadOnlyList<string> Headlines => [Cider, "Bleu_4", _meteor, "ROUGE_L"];

    public Figure Of(string name) => All.Single(figure => figure.Name == name);

    /// <summary>Each figure averaged over several sets of captions for the same pictures.</summary>
    public static IReadOnlyList<Figure> Average(IReadOnlyList<IReadOnlyList<Figure>> sets) =>
        [.. Enumerable.Range(0, sets[0].Count).Select(f => new AveragedFigure(sets[0][f].Name, sets[0][f].Unit, [.. sets.Select(figures => figures[f])]))];
}
