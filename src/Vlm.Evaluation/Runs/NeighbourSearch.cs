namespace Vlm.Evaluation;

/// <summary>Embeds what the nearest-neighbour baseline needs, recorded beside the run's own file.</summary>
internal static class NeighbourSearch
{
    public static async Task<NeighbourPool> PrepareAsync(
        IVisionLanguageModel model, DataSet data, ModelRun run, IReadOnlyList<DataSetItem> items, EvaluationOptions options, CancellationToken cancellationToken)
    {
        EvaluationTask task = run.Header.Task;
        DataSetItem[] training = [.. options.TrainingItems(data).Where(item => task == EvaluationTask.Answer ? item.Questions.Count > 0 : item.Captions.Count > 0).Take(options.NeighbourLimit ?? int.MaxValue)];
        if (Reason(model, training, options) is { } reason)
        {
            return new NeighbourPool { Reason = reason };
        }

        RunRecord[] known = await EmbedAsync(model, data, training, "train", options, cancellationToken).ConfigureAwait(false);
        IEnumerable<RunRecord> asked = task == EvaluationTask.Retrieval ? run.Records : await EmbedAsync(model, data, items, "pictures", options, cancellationToken).ConfigureAwait(false);
        int[] usable = [.. Enumerable.Range(0, training.Length).Where(i => known[i].Image is not null)];
        return new NeighbourPool
        {
            Items = [.. usable.Select(i => training[i])],
            Embeddings = [.. usable.Select(i => Similarity.Unit(known[i].Image!, known[i].Id))],
            Captions = task == EvaluationTask.Retrieval ? await WordsAsync(model, [.. usable.Select(i => training[i].Captions[0])], cancellationToken).ConfigureAwait(false) : [],
            Queries = asked.Where(record => record.Image is not null).ToDictionary(record => record.Id, record => Similarity.Unit(record.Image!, record.Id), StringComparer.Ordinal),
            Reason = usable.Length == 0 ? "no picture of the train split can be read" : null,
        };
    }

    private static async Task<IReadOnlyList<Embedding>> WordsAsync(IVisionLanguageModel model, IReadOnlyList<string> captions, CancellationToken cancellationToken) =>
        [.. (await model.EmbedTextsAsync(captions, null, cancellationToken).ConfigureAwait(false)).Select((words, i) => Similarity.Unit(words, captions[i]))];

    private static string? Reason(IVisionLanguageModel model, DataSetItem[] training, EvaluationOptions options) =>
        options.NeighbourLimit == 0 ? "it was left out as asked"
        : training.Length == 0 ? "the data have no train split beside the one that is evaluated"
        : model.Info.Can(ModelCapabilities.EmbedImages) ? null : $"{model.Info.Name} does not embed pictures";

    private static async Task<RunRecord[]> EmbedAsync(
        IVisionLanguageModel model, DataSet data, IReadOnlyList<DataSetItem> items, string name, EvaluationOptions options, CancellationToken cancellationToken)
    {
        // A data set of these items alone, that borrows the pictures.
        DataSet part = new($"{data.Name} ({name})", items, data.Pictures, []);
        ModelRun run = await ModelRunner.RunAsync(model, part, EvaluationTask.ImageEmbedding, new RunOptions
        {
            RecordFile = options.Run?.RecordFile is { } file ? $"{file}.{name}" : null,
            BatchSize = options.Run?.BatchSize ?? new RunOptions().BatchSize,
            Progress = options.Run?.Progress,
        }, cancellationToken).ConfigureAwait(false);
        return [.. run.Records];
    }
}
