namespace Vlm.Evaluation;

/// <summary>Scores captions that were given, by all caption metrics. Members are thread-safe.</summary>
public static class CaptionEvaluation
{
    /// <summary>
    /// BLEU-1 to 4, METEOR, ROUGE-L and CIDEr-D as the COCO evaluation has them, and on the texts as they were written sacreBLEU's BLEU and
    /// chrF and rouge-score's rouge1, rouge2 and rougeL (best reference by F, no stemmer).
    /// </summary>
    /// <param name="captions">The captions.</param>
    /// <param name="options">Null for no paraphrases and nothing to compare with.</param>
    /// <param name="cancellationToken">Stops the work between captions and between resamples.</param>
    /// <exception cref="EvaluationException">A caption is too long to be aligned, or the captions to compare with are of other pictures; names the id.</exception>
    public static MetricReport Of(CaptionSet captions, CaptionEvaluationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(captions);
        options ??= new CaptionEvaluationOptions();
        CaptionFigures figures = new(captions, options.Paraphrases, cancellationToken);
        WrittenCaptionFigures written = new(captions, cancellationToken);
        Figure[] all = [.. figures.All, .. written.All];
        Figure[] others = options.CompareWith?.InOrderOf(captions) is { } other
            ? [.. new CaptionFigures(other, options.Paraphrases, cancellationToken).All, .. new WrittenCaptionFigures(other, cancellationToken).All]
            : [];
        return new MetricReport
        {
            ItemsName = "perImage",
            Ids = [.. captions.Items.Select(item => item.Id)],
            Figures = [.. all.Select(figure => figure.Estimate(options.Resampling, cancellationToken))],
            PerItem = all.ToDictionary(figure => figure.Name, figure => figure.PerItem, StringComparer.Ordinal),
            Comparisons = MetricReport.Compare(all, others, options.CompareName, options.Resampling, cancellationToken),
            Signatures = written.Signatures,
            Warnings = [.. captions.Warnings(), .. figures.Warnings],
        };
    }
}
