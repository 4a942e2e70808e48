namespace Vlm.Evaluation;

/// <summary>
/// CIDEr-D (Vedantam, Zitnick and Parikh 2015) as the COCO caption evaluation computes it: n-grams of 1 to 4 words weighted by their rarity among
/// the pictures' references, clipped, with a Gaussian penalty on the difference in length (sigma 6, counted in bigrams), times 10.
/// The document frequencies come from the references of the same set: scores of different sets are not comparable, and that of a single picture is 0; a warning beside the scores says so. Thread-safe.
/// </summary>
public static class CiderD
{
    private const double Scale = 10;
    private const double TwoSigmaSquared = 2 * 6.0 * 6.0;
    private const int Orders = CaptionCorpus.MaxOrder;

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
        double pictures = Math.Log(corpus.Count);
        for (int n = 0; n < Orders; n++)
        {
            int[] frequencies = DocumentFrequencies(corpus, n + 1);
            double[] rarity = rarities[n] = new double[frequencies.Length];
            for (int id = 0; id < rarity.Length; id++)
            {
                rarity[id] = pictures - Math.Log(Math.Max(1, frequencies[id]));
            }
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
            double norm = Norm(ids, counts, weights);
            for (int text = first; text < first + count; text++)
            {
                ReadOnlySpan<int> others = grams.Ids(text), otherCounts = grams.Counts(text);
                double otherNorm = Norm(others, otherCounts, weights);
                if (norm != 0 && otherNorm != 0)
                {
                    double difference = Bigrams(corpus, item) - Bigrams(corpus, text);
                    sum += Dot(ids, counts, others, otherCounts, weights) / (norm * otherNorm) * Math.Exp(-(difference * difference) / TwoSigmaSquared);
                }
            }
        }

        return sum / Orders / count * Scale;
    }

    private static int Bigrams(CaptionCorpus corpus, int text) => Math.Max(0, corpus.Length(text) - 1);

    private static double Norm(ReadOnlySpan<int> ids, ReadOnlySpan<int> counts, double[] weights)
    {
        double squares = 0;
        for (int i = 0; i < ids.Length; i++)
        {
            double weight = counts[i] * weights[ids[i]];
            squares += weight * weight;
        }

        return Math.Sqrt(squares);
    }

    private static double Dot(ReadOnlySpan<int> ids, ReadOnlySpan<int> counts, ReadOnlySpan<int> others, ReadOnlySpan<int> otherCounts, double[] weights)
    {
        double dot = 0;
        for (int i = 0, j = 0; i < ids.Length && j < others.Length;)
        {
            int a = ids[i], b = others[j];
            if (a == b)
            {
                double weight = weights[a];
                dot += Math.Min(counts[i], otherCounts[j]) * weight * (otherCounts[j] * weight);
            }

            i += a <= b ? 1 : 0;
            j += b <= a ? 1 : 0;
        }

        return dot;
    }
}
