namespace Vlm.Evaluation;

/// <summary>The report of a run that captioned pictures.</summary>
internal static class CaptionScoring
{
    public static EvaluationReport Score(ScoringContext context)
    {
        DataSetItem[] items = [.. context.Items.Where(item => context.Run.Find(item.Id)?.Text is not null)];
        if (items.Length == 0)
        {
            throw new EvaluationException($"{context.Data.Name}: no picture was captioned; the first error is: {context.Run.Records[0].Error}");
        }

        CaptionTokens tokens = CaptionTokens.Of(items, [.. items.Select(item => context.Run.Find(item.Id)!.Text!)]);
        IReadOnlyList<Figure> figures = CaptionFigures.Of(tokens.Set, context.CancellationToken);
        double[] cider = ((RatioFigure)figures.Single(figure => figure.Name == CaptionFigures.Cider)).Values;
        return new EvaluationReport
        {
            Run = context.Run.Header,
            Systems = [context.Row(context.Run.Header.ModelName, "the model", figures), .. CaptionBaselines.Of(context, items, tokens)],
            Headlines = CaptionFigures.Headlines,
            Comparisons = context.Other is null ? [] : context.Compare(figures, CaptionFigures.Of(tokens.With([.. items.Select(item => context.OtherText(item.Id))]), context.CancellationToken)),
            Distributions =
            [
                new ReportDistribution { Title = "CIDEr of a picture", Values = cider },
                new ReportDistribution { Title = "words of a caption", Values = [.. tokens.Set.Candidates.Select(caption => (double)caption.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length)] },
            ],
            Best = Examples(context, items, cider, best: true),
            Worst = Examples(context, items, cider, best: false),
            Problems = context.Problems(),
            Warnings = [.. tokens.Set.Warnings(), .. Comparability(items.Length)],
        };
    }

    private static IEnumerable<MetricWarning> Comparability(int pictures)
    {
        yield return new MetricWarning
        {
            Kind = MetricWarningKind.NotComparable,
            Metric = CaptionFigures.Cider,
            Message = pictures == 1
                ? "with one picture every n-gram is in every document, and the score is 0 whatever the caption says."
                : $"its document frequencies come from the references of these {pictures} pictures; it may be laid beside figures over the same pictures only. Intervals hold them fixed.",
        };
    }

    private static IReadOnlyList<ReportExample> Examples(ScoringContext context, DataSetItem[] items, double[] scores, bool best) =>
        [.. Enumerable.Range(0, items.Length).OrderBy(i => best ? -scores[i] : scores[i]).Take(context.Options.Examples).Select(i => new ReportExample
        {
            Id = items[i].Id,
            Picture = items[i].Picture,
            Output = context.Run.Find(items[i].Id)!.Text!,
            References = items[i].Captions,
            Score = scores[i],
            ScoreName = CaptionFigures.Cider,
        })];
}
