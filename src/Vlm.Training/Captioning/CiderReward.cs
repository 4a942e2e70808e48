using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>
/// CIDEr-D of single captions against the references of their training picture, with the document frequencies of all training pictures: fast enough to
/// be computed for every step. Captions are lists of word numbers below 65,535. Thread-safe.
/// </summary>
internal sealed class CiderReward
{
    private readonly Dictionary<ulong, int> _numbers = [];
    private readonly double[] _rarity;
    private readonly Grams[][] _references;

    /// <summary>Counts the n-grams of all references.</summary>
    /// <param name="references">For each picture its references.</param>
    public CiderReward(IReadOnlyList<IReadOnlyList<int[]>> references)
    {
        List<int> frequencies = [], seen = [];
        for (int picture = 0; picture < references.Count; picture++)
        {
            foreach (ulong gram in references[picture].SelectMany(words => Enumerable.Range(1, CiderFormula.Orders).SelectMany(order => GramsOf(words, order))))
            {
                if (_numbers.TryAdd(gram, frequencies.Count))
                {
                    frequencies.Add(0);
                    seen.Add(-1);
                }

                int number = _numbers[gram];
                frequencies[number] += seen[number] == picture ? 0 : 1;
                seen[number] = picture;
            }
        }

        // The last one is of all n-grams that stand in no reference.
        _rarity = [.. frequencies.Append(0).Select(frequency => CiderFormula.Rarity(references.Count, frequency))];
        _references = [.. references.Select(captions => captions.Select(Count).ToArray())];
    }

    /// <summary>The score of a caption, 0 to 10.</summary>
    /// <param name="picture">The number of its picture.</param>
    /// <param name="words">The caption.</param>
    public double Score(int picture, IReadOnlyList<int> words)
    {
        Grams own = Count(words);
        double sum = 0;
        foreach (Grams reference in _references[picture])
        {
            double penalty = CiderFormula.Penalty(own.Words, reference.Words);
            for (int n = 0; n < CiderFormula.Orders; n++)
            {
                double product = own.Norms[n] * reference.Norms[n];
                sum += product > 0 ? CiderFormula.Dot(own.Ids[n], own.Counts[n], reference.Ids[n], reference.Counts[n], _rarity) / product * penalty : 0;
            }
        }

        return sum / CiderFormula.Orders / _references[picture].Length * CiderFormula.Scale;
    }

    // Sixteen bits a word, from 1 on: n-grams of other lengths have other numbers.
    private static ulong[] GramsOf(IReadOnlyList<int> words, int order)
    {
        ulong[] grams = new ulong[Math.Max(0, words.Count - order + 1)];
        for (int start = 0; start < grams.Length; start++)
        {
            for (int i = 0; i < order; i++)
            {
                grams[start] |= (ulong)(words[start + i] + 1) << (16 * i);
            }
        }

        return grams;
    }

    private Grams Count(IReadOnlyList<int> words)
    {
        Grams counted = new(words.Count, new int[CiderFormula.Orders][], new int[CiderFormula.Orders][], new double[CiderFormula.Orders]);
        for (int n = 0; n < CiderFormula.Orders; n++)
        {
            ulong[] grams = GramsOf(words, n + 1);
            Array.Sort(grams);
            List<int> ids = new(grams.Length), counts = new(grams.Length);
            for (int i = 0; i < grams.Length; i++)
            {
                if (i > 0 && grams[i] == grams[i - 1])
                {
                    counts[^1]++;
                    continue;
                }

                ids.Add(_numbers.GetValueOrDefault(grams[i], _rarity.Length - 1));
                counts.Add(1);
            }

            (counted.Ids[n], counted.Counts[n]) = ([.. ids], [.. counts]);
            Array.Sort(counted.Ids[n], counted.Counts[n]);
            counted.Norms[n] = CiderFormula.Norm(counted.Ids[n], counted.Counts[n], _rarity);
        }

        return counted;
    }

    private sealed record Grams(int Words, int[][] Ids, int[][] Counts, double[] Norms);
}
