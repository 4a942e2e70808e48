namespace Vlm.Evaluation;

/// <summary>An output of a model whose score can be asked for altered pictures.</summary>
internal abstract class ScoredOutput
{
    /// <summary>The caption, the answer, the text or the class.</summary>
    public required string Output { get; init; }

    public abstract string ScoreName { get; }

    public virtual string WordMeaning => "";

    /// <summary>Per picture its score, and behind it the scores of the output's words where it has such.</summary>
    public abstract Task<double[][]> ScoreAsync(IReadOnlyList<ImageInput> pictures, CancellationToken cancellationToken);

    /// <summary>The words with their shares.</summary>
    /// <param name="whole">The scores of the whole picture.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="falls">Per cell, how far each score falls without it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public virtual Task<IReadOnlyList<WordShare>> WordsAsync(double[] whole, GriddedPicture picture, double[][] falls, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<WordShare>>([]);

    /// <summary>The shares of a text's words: how far a score falls without each.</summary>
    protected static async Task<IReadOnlyList<WordShare>> RemovedWordsAsync(string text, double whole, Func<IReadOnlyList<string>, Task<IReadOnlyList<double>>> scoreOf)
    {
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
        {
            // Nothing is left to score without the only word.
            return [.. words.Select(word => new WordShare { Text = word, Share = whole })];
        }

        IReadOnlyList<double> without = await scoreOf([.. words.Select((_, i) => string.Join(' ', words.Where((_, k) => k != i)))]).ConfigureAwait(false);
        return [.. words.Select((word, i) => new WordShare { Text = word, Share = whole - without[i] })];
    }
}
