namespace Vlm.Evaluation;

/// <summary>A caption of a model that cannot score given ones: how many of its words come again, and which.</summary>
internal sealed class CaptionWordsOutput(IVisionLanguageModel model, string caption) : ScoredOutput
{
    private readonly string[] _words = caption.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    public override string ScoreName => "share of words that come again";

    public override string WordMeaning => "1 where the word is not written for a gray picture, 0 where it is written all the same";

    public override async Task<double[][]> ScoreAsync(IReadOnlyList<ImageInput> pictures, CancellationToken cancellationToken)
    {
        IReadOnlyList<Caption> captions = await model.CaptionAsync(pictures, null, cancellationToken).ConfigureAwait(false);
        return [.. captions.Select(other =>
        {
            HashSet<string> found = [.. other.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
            double[] own = [.. _words.Select(word => found.Contains(word) ? 1.0 : 0.0)];
            return (double[])[own.Length == 0 ? 1 : own.Average(), .. own];
        })];
    }

    public override async Task<IReadOnlyList<WordShare>> WordsAsync(double[] whole, GriddedPicture picture, double[][] falls, CancellationToken cancellationToken)
    {
        double[] gray = (await ScoreAsync([picture.Without(Enumerable.Range(0, picture.Cells))], cancellationToken).ConfigureAwait(false))[0];
        return [.. _words.Select((word, i) => new WordShare { Text = word, Share = whole[i + 1] - gray[i + 1], Cells = Explainer.Grid(Array.ConvertAll(falls, own => own[i + 1]), picture) })];
    }
}
