namespace Vlm.Training;

/// <summary>
/// CIDEr-D (R. Vedantam et al., 2015; the formula of Vlm.Evaluation.CiderD) of single captions against the references of their
/// training picture, with the document frequencies of all training pictures: fast enough to be computed for every step.
/// Captions are lists of word numbers below 65,535. Thread-safe.
/// </summary>
internal sealed class CiderReward
{
    private const int Orders = 4;
    private const double TwoSigmaSquared = 2 * 6.0 * 6.0;

    private readonly Dictionary<ulong, int> _documents = [];
    private readonly double _logPictures;
    private readonly Reference[][] _references;

    /// <summary>Counts the n-grams of all references.</summary>
    /// <param name="references">For each picture its references.</param>
    public CiderReward(IReadOnlyList<IReadOnlyList<int[]>> references)
    {
        _logPictures = Math.Log(references.Count);
        Dictionary<ulong, int>[][] counts = [.. references.Select(captions => captions.Select(Count).ToArray())];
        foreach (ulong gram in counts.SelectMany(captions => captions.SelectMany(grams => grams.Keys).Distinct()))
        {
            _documents[gram] = _documents.GetValueOrDefault(gram) + 1;
        }

        _references = [.. counts.Select((captions, picture) => captions.Select((grams, i) => new Reference(grams, Norms(grams), references[picture][i].Length)).ToArray())];
    }

    /// <summary>The score of a caption, 0 to 10.</summary>
    /// <param name="picture">The number of its picture.</param>
    /// <param name="words">The caption.</param>
    public double Score(int picture, IReadOnlyList<int> words)
    {
        Dictionary<ulong, int> grams = Count(words);
        double[] norms = Norms(grams);
        double sum = 0;
        Span<double> dots = stackalloc double[Orders];
        foreach (Reference reference in _references[picture])
        {
            dots.Clear();
            foreach ((ulong gram, int count) in grams)
            {
                if (reference.Grams.TryGetValue(gram, out int other))
                {
                    double weight = Rarity(gram);
                    dots[Order(gram)] += Math.Min(count, other) * weight * other * weight;
                }
            }

            double difference = Math.Max(0, words.Count - 1) - Math.Max(0, reference.Length - 1), penalty = Math.Exp(-(difference * difference) / TwoSigmaSquared);
            for (int order = 0; order < Orders; order++)
            {
                double product = norms[order] * reference.Norms[order];
                sum += product > 0 ? dots[order] / product * penalty : 0;
            }
        }

        return sum / Orders / _references[picture].Length * 10;
    }

    // Sixteen bits a word, so that the highest word that is not 0 tells the order.
    private static Dictionary<ulong, int> Count(IReadOnlyList<int> words)
    {
        Dictionary<ulong, int> grams = [];
        for (int start = 0; start < words.Count; start++)
        {
            ulong gram = 0;
            for (int order = 0; order < Orders && start + order < words.Count; order++)
            {
                gram |= (ulong)(words[start + order] + 1) << (16 * order);
                grams[gram] = grams.GetValueOrDefault(gram) + 1;
            }
        }

        return grams;
    }

    private static int Order(ulong gram) => (63 - System.Numerics.BitOperations.LeadingZeroCount(gram)) / 16;

    private double Rarity(ulong gram) => _logPictures - Math.Log(Math.Max(1, _documents.GetValueOrDefault(gram)));

    private double[] Norms(Dictionary<ulong, int> grams)
    {
        double[] squares = new double[Orders];
        foreach ((ulong gram, int count) in grams)
        {
            double weight = count * Rarity(gram);
            squares[Order(gram)] += weight * weight;
        }

        return Array.ConvertAll(squares, Math.Sqrt);
    }

    private sealed record Reference(Dictionary<ulong, int> Grams, double[] Norms, int Length);
}
