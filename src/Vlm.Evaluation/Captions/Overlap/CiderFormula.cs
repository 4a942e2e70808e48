namespace Vlm.Evaluation;

/// <summary>
/// The formula of CIDEr-D, for texts that are n-grams of one length: their numbers, which ascend, and how often each stands in the text.
/// A number's rarity is found at its place in a list.
/// </summary>
internal static class CiderFormula
{
    public const int Orders = CaptionCorpus.MaxOrder;
    public const double Scale = 10;
    private const double TwoSigmaSquared = 2 * 6.0 * 6.0;

    /// <summary>How rare an n-gram is.</summary>
    /// <param name="pictures">How many pictures there are.</param>
    /// <param name="frequency">How many of them have it in their references.</param>
    public static double Rarity(int pictures, int frequency) => Math.Log(pictures) - Math.Log(Math.Max(1, frequency));

    /// <summary>The length of a text's vector.</summary>
    public static double Norm(ReadOnlySpan<int> ids, ReadOnlySpan<int> counts, double[] rarity)
    {
        double squares = 0;
        for (int i = 0; i < ids.Length; i++)
        {
            double weight = counts[i] * rarity[ids[i]];
            squares += weight * weight;
        }

        return Math.Sqrt(squares);
    }

    /// <summary>The product of a text and a reference, of each n-gram no more than the reference has of it.</summary>
    public static double Dot(ReadOnlySpan<int> ids, ReadOnlySpan<int> counts, ReadOnlySpan<int> others, ReadOnlySpan<int> otherCounts, double[] rarity)
    {
        double dot = 0;
        for (int i = 0, j = 0; i < ids.Length && j < others.Length;)
        {
            int a = ids[i], b = others[j];
            if (a == b)
            {
                double weight = rarity[a];
                dot += Math.Min(counts[i], otherCounts[j]) * weight * (otherCounts[j] * weight);
            }

            i += a <= b ? 1 : 0;
            j += b <= a ? 1 : 0;
        }

        return dot;
    }

    /// <summary>What remains of the likeness of texts of other lengths, counted in bigrams.</summary>
    public static double Penalty(int words, int otherWords)
    {
        double difference = Math.Max(0, words - 1) - Math.Max(0, otherWords - 1);
        return Math.Exp(-(difference * difference) / TwoSigmaSquared);
    }
}
