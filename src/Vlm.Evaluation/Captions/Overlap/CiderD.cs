namespace Vlm.Evaluation;

/// <summary>
/// CIDEr-D (Vedantam, Zitnick and Parikh 2015) as the COCO caption evaluation computes it: n-grams of 1 to 4 words weighted by their rarity among
/// the pictures' references, clipped, with a Gaussian penalty on the difference in length (sigma 6, counted in bigrams), times 10.
/// The document frequencies come from the references of the same set: scores of different sets are not comparable, and that of a single picture is 0; a warning beside the scores says so. Thread-safe.
/// </summary>
public static class CiderD
{
    private const int Orders = CiderFormula.Orders;

    /// <summary>Scores a caption set, 0 to 10; the corpus figure is the mean of the items.</summary>
    /// <param name="captions">The captions.</param>
    /// <param name="maxDegreeOfParallelism">At most how many threads work; null for one a processor. The result is the same to the bit.</param>
    /// <param name="cancellationToken">Stops the work between captions.</param>
    public static CaptionScores Compute(CaptionSet captions, int? maxDegreeOfParallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(captions);
        CaptionCorpus corpus = captions.Corpus;
        double[][] rarity = Rarities(corpus);
        double[] scores = new double[corpus.Count];
        ItemLoop.Run(corpus.Count, maxDegreeOfParallelism, i => scores[i] = Score(corpus, rarity, i), cancellationToken);
        return CaptionScores.OfMean(scores, [Comparability(corpus.Count)]);
    }

    /// <summary>In how many pictures' references each n-gram of a length occurs, by the n-gram's number.</summary>
    internal static int[] DocumentFrequencies(CaptionCorpus corpus, int order)
    {
        GramCounts grams = corpus.Grams[order - 1];
        int[] frequencies = new int[grams.Distinct], seen = new int[grams.Distinct];
        for (int item = 0; item < corpus.Count; item++)
        {
            (int first, int count) = corpus.References(item).GetOffsetAndLength(int.MaxValue);
            for (int text = first; text < first + count; text++)
            {
                foreach (int id in grams.Ids(text))
                {
                    if (seen[id] != item + 1)
                    {
                        seen[id] = item + 1;
                        frequencies[id]++;
                    }
                }
            }
        }

        return frequencies;
    }

    private static MetricWarning Comparability(int pictures) => new()
    {
        Kind = MetricWarningKind.NotComparable,
        Metric = "CIDEr",
        Message = pictures == 1
            ? "with one picture every n-gram is in every document, and the score is 0 whatever the caption says."
            : $"its document frequencies come from the references of these {pictures} pictures; it may be laid beside figures over the same pictures only. Intervals hold them fixed.",
    };

    private static double[][] Rarities(CaptionCorpus corpus)
    {
        double[][] rarities = new double[Orders][];
        for (int n = 0; n < Orders; n++)
        {
            int[] frequencies = DocumentFrequencies(corpus, n + 1);
            rarities[n] = Array.ConvertAll(frequencies, frequency => CiderFormula.Rarity(corpus.Count, frequency));
        }

        return rarities;
    }

    private static double Score(CaptionCorpus corpus, double[][] rarity, int item)
    {
        (int first, int count) = corpus.References(item).GetOffsetAndLength(int.MaxValue);
        double sum = 0;
        for (int n = 0; n < Orders; n++)
        {
            GramCounts grams = corpus.Grams[n];
            ReadOnlySpan<int> ids = grams.Ids(item), counts = grams.Counts(item);
            double[] weights = rarity[n];
            double norm = CiderFormula.Norm(ids, counts, weights);
            for (int text = first; text < first + count; text++)
            {
                ReadOnlySpan<int> others = grams.Ids(text), otherCounts = grams.Counts(text);
                double otherNorm = CiderFormula.Norm(others, otherCounts, weights);
                if (norm != 0 && otherNorm != 0)
                {
                    double likeness = CiderFormula.Dot(ids, counts, others, otherCounts, weights) / (norm * otherNorm);
                    sum += likeness * CiderFormula.Penalty(corpus.Length(item), corpus.Length(text));
                }
            }
        }

        return sum / Orders / count * CiderFormula.Scale;
    }
}
