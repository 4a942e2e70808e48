namespace Vlm.Evaluation;

/// <summary>The figures of captions, as the COCO caption evaluation names and computes them.</summary>
internal static class CaptionFigures
{
    public const string Cider = "CIDEr";

    public static readonly string[] Headlines = [Cider, "Bleu_4", "METEOR_ess", "ROUGE_L"];

    public static IReadOnlyList<Figure> Of(CaptionSet captions, CancellationToken cancellationToken)
    {
        IReadOnlyList<BleuCounts> counts = Bleu.Compute(captions, cancellationToken: cancellationToken).ItemCounts;
        return
        [
            .. Enumerable.Range(1, 4).Select(order => new BleuFigure($"Bleu_{order}", order, counts)),
            new MeteorFigure(Meteor.Compute(captions, cancellationToken: cancellationToken)),
            new RatioFigure("ROUGE_L", FigureUnit.Number, [.. RougeL.Compute(captions, cancellationToken: cancellationToken).PerItem]),
            new RatioFigure(Cider, FigureUnit.Number, [.. CiderD.Compute(captions, cancellationToken: cancellationToken).PerItem]),
        ];
    }

    /// <summary>Each figure averaged over several sets of captions for the same pictures.</summary>
    public static IReadOnlyList<Figure> Average(IReadOnlyList<IReadOnlyList<Figure>> sets) =>
        [.. Enumerable.Range(0, sets[0].Count).Select(f => new AveragedFigure(sets[0][f].Name, sets[0][f].Unit, [.. sets.Select(figures => figures[f])]))];
}
