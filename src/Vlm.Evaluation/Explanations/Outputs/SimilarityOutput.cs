namespace Vlm.Evaluation;

/// <summary>A text and its cosine to the picture.</summary>
internal sealed class SimilarityOutput(IVisionLanguageModel model, Embedding text) : ScoredOutput
{
    public override string ScoreName => "cosine";

    public override string WordMeaning => "how far the cosine falls when the word is taken out of the text";

    public override async Task<double[][]> ScoreAsync(IReadOnlyList<ImageInput> pictures, CancellationToken cancellationToken) =>
        [.. (await model.EmbedImagesAsync(pictures, null, cancellationToken).ConfigureAwait(false)).Select(image => new[] { (double)Embedding.CosineSimilarity(image, text) })];

    public override async Task<IReadOnlyList<WordShare>> WordsAsync(double[] whole, GriddedPicture picture, double[][] falls, CancellationToken cancellationToken)
    {
        Embedding image = (await model.EmbedImagesAsync([picture.Whole], null, cancellationToken).ConfigureAwait(false))[0];
        return await RemovedWordsAsync(Output, whole[0], async texts =>
            [.. (await model.EmbedTextsAsync(texts, null, cancellationToken).ConfigureAwait(false)).Select(other => (double)Embedding.CosineSimilarity(image, other))]).ConfigureAwait(false);
    }
}
