namespace Vlm.Evaluation;

/// <summary>What a run is scored with: its data, its settings, and the embeddings by which neighbours are found.</summary>
internal sealed class ScoringContext
{
    public required DataSet Data { get; init; }

    public required ModelRun Run { get; init; }

    public required IReadOnlyList<DataSetItem> Items { get; init; }

    public required EvaluationOptions Options { get; init; }

    public required NeighbourPool Neighbours { get; init; }

    public ModelRun? Other { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    public SystemScores Row(string name, string description, IReadOnlyList<Figure> figures) => new()
    {
        Name = name,
        Description = description,
        Figures = [.. figures.Select(figure => figure.Estimate(Options.Resampling, CancellationToken))],
    };

    public CaptionFigures CaptionFigures(CaptionSet captions) => new(captions, Options.Paraphrases, CancellationToken);

    /// <summary>How many best or worst items are shown, so that none is both.</summary>
    public int ExamplesOf(int items, bool best) => Math.Min(Options.Examples, best ? (items + 1) / 2 : items / 2);

    public static SystemScores Absent(string name, string description, string reason) => new() { Name = name, Description = description, Figures = [], Reason = reason };

    public IReadOnlyList<ReportComparison> Compare(IReadOnlyList<Figure> mine, IReadOnlyList<Figure> others) =>
        MetricReport.Compare(mine, others, Other!.Header.ModelName, Options.Resampling, CancellationToken);

    /// <summary>The other run's text of an item. An item that only one of two runs could do leaves no pairs.</summary>
    public string OtherText(string id) => Other!.Find(id)?.Text
        ?? throw new EvaluationException($"The run to compare with has no result for '{id}'{(Other.Find(id)?.Error is { } error ? $": {error}" : "")}. Compare runs over the same items.", id);

    public IReadOnlyList<DataProblem> Problems() =>
        [.. Data.Problems, .. Run.Records.Where(record => record.Error is not null)
            .Select(record => new DataProblem(DataProblemKind.UnreadablePicture, record.Id, null, $"{record.Error} It is in no figure."))];
}
