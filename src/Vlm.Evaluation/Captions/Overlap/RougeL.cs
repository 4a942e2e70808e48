namespace Vlm.Evaluation;

/// <summary>
/// ROUGE-L (Lin 2004) as the COCO caption evaluation computes it: beta 1.2, the best precision and the best recall taken over the references
/// independently of each other. The empty text counts as one empty token. Thread-safe.
/// </summary>
public static class RougeL
{
    private const double BetaSquared = 1.2 * 1.2;

    /// <summary>Scores a caption set, 0 to 1; the corpus figure is the mean of the items.</summary>
    /// <param name="captions">The captions.</param>
    /// <param name="maxDegreeOfParallelism">At most how many threads work; null for one a processor. The result is the same to the bit.</param>
    /// <param name="cancellationToken">Stops the work between captions.</param>
    public static CaptionScores Compute(CaptionSet captions, int? maxDegreeOfParallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(captions);
        CaptionCorpus corpus = captions.Corpus;
        double[] scores = new double[corpus.Count];
        ItemLoop.Run(corpus.Count, maxDegreeOfParallelism, i => scores[i] = Score(corpus, i), cancellationToken);
        return CaptionScores.OfMean(scores);
    }

    private static double Score(CaptionCorpus corpus, int item)
    {
        double precision = 0, recall = 0;
        ReadOnlySpan<int> candidate = corpus.Tokens(item);
        (int first, int count) = corpus.References(item).GetOffsetAndLength(int.MaxValue);
        for (int text = first; text < first + count; text++)
        {
            ReadOnlySpan<int> reference = corpus.Tokens(text);
            double common = SharedSubsequence.Length(candidate, reference);
            precision = Math.Max(precision, common / candidate.Length);
            recall = Math.Max(recall, common / reference.Length);
        }

        return precision > 0 && recall > 0 ? (1 + BetaSquared) * precision * recall / (recall + (BetaSquared * precision)) : 0;
    }
}
