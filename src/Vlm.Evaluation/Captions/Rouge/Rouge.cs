namespace Vlm.Evaluation;

/// <summary>
/// ROUGE (Lin 2004) as the package rouge-score computes it, on texts as they were written: lower case, letters and digits of ASCII alone, F with
/// equal weights. Not comparable with <see cref="Evaluation.RougeL"/>, which is the COCO evaluation's. Thread-safe.
/// </summary>
public static class Rouge
{
    /// <summary>Pairs of texts with more word pairs than this are refused: alignment grows with the square of the length.</summary>
    private const int MaxWordPairs = 16_000_000;

    /// <summary>Scores a caption set; an item counts with the reference that gives the highest F, for each kind by itself.</summary>
    /// <param name="captions">The captions; the texts as they were written are read, not the tokens.</param>
    /// <param name="useStemmer">Whether words of more than three letters are compared by their Porter stem.</param>
    /// <param name="maxDegreeOfParallelism">At most how many threads work; null for one a processor. The result is the same to the bit.</param>
    /// <param name="cancellationToken">Stops the work between captions.</param>
    /// <exception cref="EvaluationException">A caption is too long to be aligned; the error names its id.</exception>
    public static RougeResult Compute(CaptionSet captions, bool useStemmer = false, int? maxDegreeOfParallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(captions);
        RougeScores[] scores = new RougeScores[captions.Count];
        ItemLoop.Run(scores.Length, maxDegreeOfParallelism, i =>
        {
            CaptionItem item = captions.Items[i];
            scores[i] = item.References.Select(reference => Of(item.Candidate, reference, useStemmer, item.Id)).Aggregate(RougeScores.Better);
        }, cancellationToken);
        return new RougeResult(scores);
    }

    /// <summary>Scores one text against one reference.</summary>
    /// <param name="candidate">The text; lines are its sentences.</param>
    /// <param name="reference">The text that it is compared with.</param>
    /// <param name="useStemmer">Whether words of more than three letters are compared by their Porter stem.</param>
    /// <exception cref="EvaluationException">The texts are too long to be aligned.</exception>
    public static RougeScores Of(string candidate, string reference, bool useStemmer = false)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(reference);
        return Of(candidate, reference, useStemmer, id: null);
    }

    private static RougeScores Of(string candidate, string reference, bool useStemmer, string? id)
    {
        WordTable table = new();
        int[] own = RougeWords.Of(candidate, useStemmer, table), other = RougeWords.Of(reference, useStemmer, table);
        if ((long)own.Length * other.Length > MaxWordPairs)
        {
            throw new EvaluationException($"{(id is null ? "The text" : $"'{id}'")} has {own.Length} words and its reference {other.Length}; ROUGE aligns at most {MaxWordPairs} pairs of words.", id);
        }

        GramCounts[] grams = GramCounts.Count([.. own, .. other], [0, own.Length, own.Length + other.Length], 2, table.Count);
        return new RougeScores
        {
            Rouge1 = Matched(grams[0]),
            Rouge2 = Matched(grams[1]),
            RougeL = new RougeScore(SharedSubsequence.Length(own, other), own.Length, other.Length),
            RougeLSum = RougeSentences.Score(RougeWords.Lines(candidate, useStemmer, table), RougeWords.Lines(reference, useStemmer, table)),
        };
    }

    private static RougeScore Matched(GramCounts grams) => new(grams.Shared(0, 1), grams.Total(0), grams.Total(1));
}
