namespace Vlm.Evaluation;

/// <summary>The report of a run that embedded pictures and captions.</summary>
internal static class RetrievalScoring
{
    private const string RankName = "rank of the best own caption";

    public static EvaluationReport Score(ScoringContext context)
    {
        DataSetItem[] items = [.. context.Items.Where(item => context.Run.Find(item.Id)?.Image is not null)];
        if (items.Length == 0)
        {
            throw new EvaluationException($"{context.Data.Name}: no picture was embedded; the first error is: {context.Run.Records[0].Error}");
        }

        Embedding[] images = [.. items.Select(item => Similarity.Unit(context.Run.Find(item.Id)!.Image!, item.Id))];
        IReadOnlyList<Embedding>[] texts = [.. items.Select(item => (IReadOnlyList<Embedding>)[.. context.Run.Find(item.Id)!.Texts.Select(text => Similarity.Unit(text, item.Id))])];
        RetrievalRanks ranks = RetrievalRanks.Of(images, texts, context.CancellationToken);
        IReadOnlyList<Figure> figures = RetrievalFigures.Of(ranks);
        return new EvaluationReport
        {
            Run = context.Run.Header,
            Systems = [context.Row(context.Run.Header.ModelName, "the model", figures), .. RetrievalBaselines.Of(context, items, images, texts)],
            Headlines = RetrievalFigures.Headlines,
            Comparisons = context.Other is null ? [] : context.Compare(figures, RetrievalFigures.Of(RanksOf(context.Other, items, context.CancellationToken))),
            Distributions = [new ReportDistribution { Title = RankName, Values = ranks.Best, AreRanks = true }, new ReportDistribution { Title = "rank of a caption's own picture", Values = [.. ranks.TextToImage.SelectMany(own => own).Select(query => query.Best)], AreRanks = true }],
            Best = Examples(context, items, images, texts, ranks, best: true),
            Worst = Examples(context, items, images, texts, ranks, best: false),
            Problems = context.Problems(),
        };
    }

    private static RetrievalRanks RanksOf(ModelRun other, DataSetItem[] items, CancellationToken cancellationToken)
    {
        RunRecord[] records = [.. items.Select(item => other.Find(item.Id) is { Image: not null } record
            ? record
            : throw new EvaluationException($"The run to compare with has no embedding of '{item.Id}'. Compare runs over the same items.", item.Id))];
        return RetrievalRanks.Of([.. records.Select(record => Similarity.Unit(record.Image!, record.Id))], [.. records.Select(record => (IReadOnlyList<Embedding>)[.. record.Texts.Select(text => Similarity.Unit(text, record.Id))])], cancellationToken);
    }

    // Among many at rank one the surest come first: those whose own caption is nearest.
    private static IReadOnlyList<ReportExample> Examples(
        ScoringContext context, DataSetItem[] items, Embedding[] images, IReadOnlyList<Embedding>[] texts, RetrievalRanks ranks, bool best)
    {
        (string Text, Embedding Vector)[] captions = [.. items.SelectMany((item, i) => item.Captions.Zip(texts[i]))];
        float[] own = [.. images.Select((image, i) => texts[i].Max(text => Similarity.Of(image, text)))];
        IEnumerable<int> order = Enumerable.Range(0, items.Length).OrderBy(i => ranks.ImageToText[i].Best).ThenByDescending(i => own[i]);
        return [.. (best ? order : order.Reverse()).Take(context.ExamplesOf(items.Length, best)).Select(i => new ReportExample
        {
            Id = items[i].Id,
            Picture = items[i].Picture,
            Output = captions.MaxBy(caption => Similarity.Of(images[i], caption.Vector)).Text,
            References = items[i].Captions,
            Score = ranks.ImageToText[i].Best,
            ScoreName = RankName,
        })];
    }
}
