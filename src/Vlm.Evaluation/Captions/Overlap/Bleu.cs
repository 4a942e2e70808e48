namespace Vlm.Evaluation;

/// <summary>
/// BLEU (Papineni et al. 2002) as the COCO caption evaluation computes it: n-grams clipped by the best reference, brevity by the closest
/// reference length, and two small constants in place of zero, so that a level without a match gives about 1e-5 and not 0. Thread-safe.
/// </summary>
public static class Bleu
{
    private const double Small = 1e-9;
    private const double Tiny = 1e-15;
    private const int Orders = CaptionCorpus.MaxOrder;

    /// <summary>Scores a caption set.</summary>
    /// <param name="captions">The captions.</param>
    /// <param name="maxDegreeOfParallelism">At most how many threads work; null for one a processor. The result is the same to the bit.</param>
    /// <param name="cancellationToken">Stops the work between captions.</param>
    public static BleuResult Compute(CaptionSet captions, int? maxDegreeOfParallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(captions);
        BleuCounts[] counts = Count(captions.Corpus, maxDegreeOfParallelism, cancellationToken);
        IReadOnlyList<double>[] scores = Array.ConvertAll(counts, Scores);
        BleuCounts sum = Sum(counts, [.. Enumerable.Range(0, counts.Length)]);
        return new BleuResult { Corpus = Scores(sum), PerItem = scores, Counts = sum, ItemCounts = counts };
    }

    /// <summary>BLEU-1 to BLEU-4 from counts.</summary>
    /// <param name="counts">Of one caption, or summed.</param>
    public static IReadOnlyList<double> Scores(BleuCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        double[] scores = new double[Orders];
        double product = 1, ratio = (counts.CandidateLength + Tiny) / (counts.ReferenceLength + Small);
        double brevity = ratio < 1 ? Math.Exp(1 - (1 / ratio)) : 1;
        for (int n = 0; n < Orders; n++)
        {
            product *= (counts.Correct[n] + Tiny) / (counts.Total[n] + Small);
            scores[n] = Math.Pow(product, 1.0 / (n + 1)) * brevity;
        }

        return scores;
    }

    /// <summary>Adds the counts of items, some perhaps more than once.</summary>
    /// <param name="counts">The counts of each item.</param>
    /// <param name="items">The indices of the items.</param>
    public static BleuCounts Sum(IReadOnlyList<BleuCounts> counts, ReadOnlySpan<int> items)
    {
        ArgumentNullException.ThrowIfNull(counts);
        int[] total = new int[Orders], correct = new int[Orders];
        int candidate = 0, reference = 0;
        foreach (int item in items)
        {
            BleuCounts one = counts[item];
            candidate += one.CandidateLength;
            reference += one.ReferenceLength;
            for (int n = 0; n < Orders; n++)
            {
                total[n] += one.Total[n];
                correct[n] += one.Correct[n];
            }
        }

        return new BleuCounts { CandidateLength = candidate, ReferenceLength = reference, Total = total, Correct = correct };
    }

    /// <summary>The counts of each item.</summary>
    internal static BleuCounts[] Count(CaptionCorpus corpus, int? maxDegreeOfParallelism, CancellationToken cancellationToken)
    {
        BleuCounts[] counts = new BleuCounts[corpus.Count];
        ItemLoop.Run(corpus.Count, maxDegreeOfParallelism, i => counts[i] = CountsOf(corpus, i), cancellationToken);
        return counts;
    }

    private static BleuCounts CountsOf(CaptionCorpus corpus, int item)
    {
        int length = corpus.Length(item), closest = -1;
        int[] total = new int[Orders], correct = new int[Orders];
        (int first, int count) = corpus.References(item).GetOffsetAndLength(int.MaxValue);
        for (int reference = first; reference < first + count; reference++)
        {
            int own = corpus.Length(reference);
            int nearer = closest < 0 ? -1 : Math.Abs(own - length).CompareTo(Math.Abs(closest - length));
            closest = nearer < 0 || (nearer == 0 && own < closest) ? own : closest;
        }

        for (int n = 0; n < Orders; n++)
        {
            total[n] = Math.Max(0, length - n);
            correct[n] = Clipped(corpus.Grams[n], item, first, count);
        }

        return new BleuCounts { CandidateLength = length, ReferenceLength = closest, Total = total, Correct = correct };
    }

    private static int Clipped(GramCounts grams, int item, int first, int count)
    {
        ReadOnlySpan<int> ids = grams.Ids(item), counts = grams.Counts(item);
        Span<int> most = ids.Length <= 64 ? stackalloc int[ids.Length] : new int[ids.Length];
        most.Clear();
        for (int reference = first; reference < first + count; reference++)
        {
            ReadOnlySpan<int> others = grams.Ids(reference), otherCounts = grams.Counts(reference);
            for (int i = 0, j = 0; i < ids.Length && j < others.Length;)
            {
                int a = ids[i], b = others[j];
                if (a == b)
                {
                    most[i] = Math.Max(most[i], otherCounts[j]);
                }

                i += a <= b ? 1 : 0;
                j += b <= a ? 1 : 0;
            }
        }

        int correct = 0;
        for (int i = 0; i < ids.Length; i++)
        {
            correct += Math.Min(counts[i], most[i]);
        }

        return correct;
    }
}
