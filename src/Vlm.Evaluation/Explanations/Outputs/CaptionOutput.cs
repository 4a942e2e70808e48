namespace Vlm.Evaluation;

/// <summary>A caption and its log-probability, word by word: the caption is read for every altered picture as if it had been written there.</summary>
internal sealed class CaptionOutput : ScoredOutput
{
    private readonly ICaptionScorer _scorer;
    private readonly IReadOnlyList<int> _ids;
    private readonly List<(string Text, List<int> Tokens)> _words = [];

    public CaptionOutput(ICaptionScorer scorer, IReadOnlyList<int> ids)
    {
        _scorer = scorer;
        _ids = ids;
        IReadOnlyList<string> pieces = scorer.PiecesOf(ids);
        for (int i = 0; i < pieces.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(pieces[i]))
            {
                continue;
            }

            if (_words.Count == 0 || char.IsWhiteSpace(pieces[i][0]))
            {
                _words.Add((pieces[i].Trim(), [i]));
            }
            else
            {
                (string text, List<int> tokens) = _words[^1];
                tokens.Add(i);
                _words[^1] = (text + pieces[i].Trim(), tokens);
            }
        }
    }

    public override string ScoreName => "log-probability";

    public override string WordMeaning => "how much likelier the picture makes the word than a gray one does";

    public override async Task<double[][]> ScoreAsync(IReadOnlyList<ImageInput> pictures, CancellationToken cancellationToken)
    {
        IReadOnlyList<IReadOnlyList<float>> scores = await _scorer.ScoreCaptionAsync(pictures, _ids, cancellationToken).ConfigureAwait(false);
        return [.. scores.Select(tokens => new double[] { tokens.Sum(score => (double)score) }.Concat(_words.Select(word => word.Tokens.Sum(token => (double)tokens[token]))).ToArray())];
    }

    public override async Task<IReadOnlyList<WordShare>> WordsAsync(double[] whole, GriddedPicture picture, double[][] falls, CancellationToken cancellationToken)
    {
        double[] gray = (await ScoreAsync([picture.Without(Enumerable.Range(0, picture.Cells))], cancellationToken).ConfigureAwait(false))[0];
        return [.. _words.Select((word, i) => new WordShare
        {
            Text = word.Text,
            Share = whole[i + 1] - gray[i + 1],
            Cells = Explainer.Grid(Array.ConvertAll(falls, own => own[i + 1]), picture),
        })];
    }
}
