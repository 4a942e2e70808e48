namespace Vlm.Evaluation;

/// <summary>
/// BLEU as sacreBLEU computes it (Post 2018), on lines as they were written: not comparable with <see cref="Bleu"/>, which tokenises, cuts
/// and smooths otherwise. Thread-safe.
/// </summary>
public static class SacreBleu
{
    private const int Orders = CaptionCorpus.MaxOrder;

    // What the logarithm of no match counts as in sacreBLEU; its exponential is 0.
    private const double LogOfZero = -9999999999;

    /// <summary>Scores a caption set.</summary>
    /// <param name="captions">The captions; the lines as they were written are read, not the tokens.</param>
    /// <param name="options">Null for sacreBLEU's defaults.</param>
    /// <param name="cancellationToken">Stops the work between captions.</param>
    public static SacreBleuResult Compute(CaptionSet captions, SacreBleuOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(captions);
        options ??= new SacreBleuOptions();
        IReadOnlyList<string>[] references = [.. captions.Items.Select(item => WrittenReferences.Of(item))];
        CaptionCorpus corpus = new(Words(captions.Items.Select(item => item.Candidate)), [.. references.Select(Words)]);
        BleuCounts[] counts = Bleu.Count(corpus, options.MaxDegreeOfParallelism, cancellationToken);
        return new SacreBleuResult
        {
            Corpus = Score(Bleu.Sum(counts, [.. Enumerable.Range(0, counts.Length)]), options.Smoothing),
            PerItem = [.. counts.Select(one => Score(one, options.Smoothing, effectiveOrder: true))],
            ItemCounts = counts,
            Signature = options.Signature(WrittenReferences.CountText(references), effectiveOrder: false),
        };

        string[] Words(IEnumerable<string> lines) => [.. lines.Select(line => SacreBleuTokenizer.Words(line, options.Tokenization, options.LowerCase))];
    }

    /// <summary>BLEU from counts.</summary>
    /// <param name="counts">Of one line, or summed; they are not changed.</param>
    /// <param name="smoothing">What stands in the place of an n-gram length without a match.</param>
    /// <param name="effectiveOrder">Whether only as many lengths count as the line has n-grams; for single lines.</param>
    public static SacreBleuScore Score(BleuCounts counts, SacreBleuSmoothing smoothing = SacreBleuSmoothing.Exponential, bool effectiveOrder = false)
    {
        ArgumentNullException.ThrowIfNull(counts);
        double[] precisions = new double[Orders];
        double brevity = counts.CandidateLength >= counts.ReferenceLength ? 1
            : counts.CandidateLength > 0 ? Math.Exp(1 - ((double)counts.ReferenceLength / counts.CandidateLength)) : 0;
        if (counts.Correct.All(correct => correct == 0))
        {
            return new SacreBleuScore { Score = 0, Precisions = precisions, BrevityPenalty = brevity, Counts = counts };
        }

        int[] correct = [.. counts.Correct], total = [.. counts.Total];
        int orders = Smooth(correct, total, precisions, smoothing);
        int counted = effectiveOrder ? orders : Orders;
        double logs = 0;
        foreach (double precision in precisions.AsSpan(0, counted))
        {
            logs += precision == 0 ? LogOfZero : Math.Log(precision);
        }

        return new SacreBleuScore
        {
            Score = brevity * Math.Exp(logs / counted),
            Precisions = precisions,
            BrevityPenalty = brevity,
            Counts = new BleuCounts
            {
                CandidateLength = counts.CandidateLength,
                ReferenceLength = counts.ReferenceLength,
                Correct = correct,
                Total = total,
            },
        };
    }

    // Fills the precisions in place, and says how many lengths there are before one without any n-gram.
    private static int Smooth(int[] correct, int[] total, double[] precisions, SacreBleuSmoothing smoothing)
    {
        double halved = 1;
        for (int n = 0; n < Orders; n++)
        {
            if (smoothing == SacreBleuSmoothing.AddOne && n > 0)
            {
                correct[n]++;
                total[n]++;
            }

            if (total[n] == 0)
            {
                return n;
            }

            double matches = correct[n];
            if (matches == 0)
            {
                halved *= 2;
                matches = smoothing switch { SacreBleuSmoothing.Exponential => 1 / halved, SacreBleuSmoothing.Floor => 0.1, _ => 0 };
            }

            precisions[n] = 100 * matches / total[n];
        }

        return Orders;
    }
}
