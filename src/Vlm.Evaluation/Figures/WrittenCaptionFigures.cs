namespace Vlm.Evaluation;

/// <summary>The figures of captions as they were written, by sacreBLEU and rouge-score.</summary>
internal sealed class WrittenCaptionFigures
{
    public WrittenCaptionFigures(CaptionSet captions, CancellationToken cancellationToken)
    {
        SacreBleuResult bleu = SacreBleu.Compute(captions, cancellationToken: cancellationToken);
        ChrfResult chrf = Chrf.Compute(captions, cancellationToken: cancellationToken);
        IReadOnlyList<RougeScores> rouge = Rouge.Compute(captions, cancellationToken: cancellationToken).PerItem;
        Signatures = new Dictionary<string, string>(StringComparer.Ordinal) { ["sacreBLEU"] = bleu.Signature, ["chrF"] = chrf.Signature };
        All =
        [
            OverlapFigures.SacreBleu(bleu),
            OverlapFigures.Chrf(chrf),
            new RatioFigure("rouge1", FigureUnit.Number, [.. rouge.Select(item => item.Rouge1.FMeasure)]),
            new RatioFigure("rouge2", FigureUnit.Number, [.. rouge.Select(item => item.Rouge2.FMeasure)]),
            new RatioFigure("rougeL", FigureUnit.Number, [.. rouge.Select(item => item.RougeL.FMeasure)]),
        ];
    }

    public IReadOnlyList<Figure> All { get; }

    /// <summary>What each figure has to be quoted with.</summary>
    public IReadOnlyDictionary<string, string> Signatures { get; }
}
