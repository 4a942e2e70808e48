namespace Vlm.Evaluation;

/// <summary>What an audit asks a model: pictures lie beside the audit's file; the model is loaded when it is first needed.</summary>
internal sealed class AuditSource(string folder, Func<Task<IVisionLanguageModel>> load, CancellationToken cancellationToken)
{
    private const int BatchSize = 16;
    private IVisionLanguageModel? _model;

    public async Task<double[][]> EmbedImagesAsync(IReadOnlyList<string> images) =>
        await BatchesAsync(images, async (model, batch) => await model.EmbedImagesAsync([.. batch.Select(Picture)], null, cancellationToken).ConfigureAwait(false), Doubles).ConfigureAwait(false);

    public async Task<double[][]> EmbedTextsAsync(IReadOnlyList<string> texts) =>
        await BatchesAsync(texts, async (model, batch) => await model.EmbedTextsAsync(batch, null, cancellationToken).ConfigureAwait(false), Doubles).ConfigureAwait(false);

    public async Task<string[]> CaptionAsync(IReadOnlyList<string> images) =>
        await BatchesAsync(images, async (model, batch) => await model.CaptionAsync([.. batch.Select(Picture)], null, cancellationToken).ConfigureAwait(false), caption => caption.Text).ConfigureAwait(false);

    public async Task<string[]> AnswerAsync(IReadOnlyList<string> images, string question) =>
        await BatchesAsync(images, async (model, batch) => await model.AnswerAsync([.. batch.Select(image => new VisionPrompt(Picture(image), question))], null, cancellationToken).ConfigureAwait(false), answer => answer.Text).ConfigureAwait(false);

    private ImageInput Picture(string name) => ImageInput.FromFile(Path.Combine(folder, name));

    private static double[] Doubles(Embedding embedding) => [.. embedding.Vector.ToArray().Select(value => (double)value)];

    private async Task<TOut[]> BatchesAsync<TResult, TOut>(
        IReadOnlyList<string> inputs, Func<IVisionLanguageModel, string[], Task<IReadOnlyList<TResult>>> run, Func<TResult, TOut> read)
    {
        IVisionLanguageModel model = _model ??= await load().ConfigureAwait(false);
        var results = new List<TOut>(inputs.Count);
        foreach (string[] batch in inputs.Chunk(BatchSize))
        {
            results.AddRange((await run(model, batch).ConfigureAwait(false)).Select(read));
        }

        return [.. results];
    }
}
