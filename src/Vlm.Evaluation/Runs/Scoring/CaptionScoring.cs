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
        CaptionFigures figures = context.CaptionFigures(tokens.Set);
        IReadOnlyList<double> cider = figures.Of(CaptionFigures.Cider).PerItem;
        return new EvaluationReport
        {
            Run = context.Run.Header,
            Systems = [context.Row(context.Run.Header.ModelName, "the model", figures.All), .. CaptionBaselines.Of(context, items, tokens)],
            Headlines = figures.Headlines,
            Comparisons = context.Other is null ? [] : context.Compare(figures.All, context.CaptionFigures(tokens.With([.. items.Select(item => context.OtherText(item.Id))])).All),
            Distributions =
            [
                new ReportDistribution { Title = "CIDEr of a picture", Values = cider },
                new ReportDistribution { Title = "words of a caption", Values = [.. tokens.Set.Candidates.Select(caption => (double)caption.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length)] },
            ],
            Best = Examples(context, items, cider, best: true),
            Worst = Examples(context, items, cider, best: false),
            Problems = context.Problems(),
            Warnings = [.. tokens.Set.Warnings(), .. figures.Warnings],
        };
    }

    private static IReadOnlyList<ReportExample> Examples(ScoringContext context, DataSetItem[] items, IReadOnlyList<double> scores, bool best)
    {
        IEnumerable<int> order = Enumerable.Range(0, items.Length).OrderByDescending(i => scores[i]);
        return [.. (best ? order : order.Reverse()).Take(context.ExamplesOf(items.Length, best)).Select(i => new ReportExample
        {
            Id = items[i].Id,
            Picture = items[i].Picture,
            Output = context.Run.Find(items[i].Id)!.Text!,
            References = items[i].Captions,
            Score = scores[i],
            ScoreName = CaptionFigures.Cider,
        })];
    }
}
