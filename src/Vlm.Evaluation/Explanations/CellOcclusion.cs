namespace Vlm.Evaluation;

/// <summary>Scores altered forms of one picture, batch by batch.</summary>
internal sealed class CellOcclusion(GriddedPicture picture, ScoredOutput output, ExplanationOptions options, int total)
{
    private int _done;

    /// <summary>Per cell, the fall of each of the output's scores when that cell alone is gray: [cell][score].</summary>
    public async Task<double[][]> FallsAsync(double[] whole, CancellationToken cancellationToken)
    {
        double[][] scores = await ScoreAsync([.. Enumerable.Range(0, picture.Cells).Select(cell => new[] { cell })], cancellationToken).ConfigureAwait(false);
        return Array.ConvertAll(scores, own => own.Select((score, i) => whole[i] - score).ToArray());
    }

    /// <summary>The scores of the picture without each set of cells.</summary>
    public async Task<double[][]> ScoreAsync(IReadOnlyList<int[]> sets, CancellationToken cancellationToken)
    {
        List<double[]> scores = new(sets.Count);
        foreach (int[][] batch in sets.Chunk(options.BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            scores.AddRange(await output.ScoreAsync([.. batch.Select(picture.Without)], cancellationToken).ConfigureAwait(false));
            _done += batch.Length;
            options.Progress?.Report(new BatchProgress(Math.Min(_done, total), total));
        }

        return [.. scores];
    }
}
