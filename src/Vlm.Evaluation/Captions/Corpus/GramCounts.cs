namespace Vlm.Evaluation;

/// <summary>The n-grams of one length in every text: numbers in ascending order, each with how often it occurs.</summary>
internal sealed class GramCounts
{
    private readonly int[] _ids;
    private readonly int[] _counts;
    private readonly int[] _starts;

    private GramCounts(int[] ids, int[] counts, int[] starts, int distinct)
    {
        _ids = ids;
        _counts = counts;
        _starts = starts;
        Distinct = distinct;
    }

    /// <summary>How many different n-grams there are in all texts.</summary>
    public int Distinct { get; }

    public ReadOnlySpan<int> Ids(int text) => _ids.AsSpan(_starts[text].._starts[text + 1]);

    public ReadOnlySpan<int> Counts(int text) => _counts.AsSpan(_starts[text].._starts[text + 1]);

    /// <summary>Counts the n-grams of every length up to the longest.</summary>
    /// <param name="words">The words of all texts, as numbers.</param>
    /// <param name="textStarts">Where each text begins, and the end.</param>
    /// <param name="maxOrder">The longest n-grams.</param>
    /// <param name="distinctWords">How many different words there are.</param>
    /// <returns>The counts of n-grams of 1, 2, … words.</returns>
    public static GramCounts[] Count(int[] words, int[] textStarts, int maxOrder, int distinctWords)
    {
        GramCounts[] counts = new GramCounts[maxOrder];
        int[] grams = [.. words], longer = new int[words.Length];
        int distinct = distinctWords;
        for (int order = 1; order <= maxOrder; order++)
        {
            int next = 0;
            if (order < maxOrder)
            {
                PairTable pairs = new(grams.Length / 2);
                for (int text = 0; text + 1 < textStarts.Length; text++)
                {
                    for (int i = textStarts[text]; i + order < textStarts[text + 1]; i++)
                    {
                        longer[i] = pairs.Add(grams[i], words[i + order]);
                    }
                }

                next = pairs.Count;
            }

            // Counting sorts the numbers in place, so the longer n-grams are numbered before.
            counts[order - 1] = Of(grams, textStarts, order, distinct);
            (grams, longer, distinct) = (longer, grams, next);
        }

        return counts;
    }

    /// <summary>Counts from the numbers at each place.</summary>
    /// <param name="grams">The n-gram that begins at each place of all texts.</param>
    /// <param name="textStarts">Where each text begins, and the end.</param>
    /// <param name="order">The length of the n-grams; a text has one less for each word above 1.</param>
    /// <param name="distinct">How many different n-grams there are.</param>
    private static GramCounts Of(int[] grams, int[] textStarts, int order, int distinct)
    {
        int[] ids = new int[grams.Length], counts = new int[grams.Length], starts = new int[textStarts.Length];
        int at = 0;
        for (int text = 0; text + 1 < textStarts.Length; text++)
        {
            starts[text] = at;
            int length = textStarts[text + 1] - textStarts[text] - order + 1;
            if (length <= 0)
            {
                continue;
            }

            Span<int> sorted = grams.AsSpan(textStarts[text], length);
            Sort(sorted);
            int first = at;
            foreach (int id in sorted)
            {
                if (at > first && ids[at - 1] == id)
                {
                    counts[at - 1]++;
                }
                else
                {
                    ids[at] = id;
                    counts[at++] = 1;
                }
            }
        }

        starts[^1] = at;
        return new GramCounts(ids, counts, starts, distinct);
    }

    /// <summary>How many n-grams a text has, those that occur more than once counted as often.</summary>
    public int Total(int text)
    {
        int total = 0;
        foreach (int count in Counts(text))
        {
            total += count;
        }

        return total;
    }

    /// <summary>How many n-grams two texts share, each at most as often as in the text that has fewer of it.</summary>
    public int Shared(int text, int other)
    {
        ReadOnlySpan<int> ids = Ids(text), counts = Counts(text), others = Ids(other), otherCounts = Counts(other);
        int shared = 0;
        for (int i = 0, j = 0; i < ids.Length && j < others.Length;)
        {
            int a = ids[i], b = others[j];
            shared += a == b ? Math.Min(counts[i], otherCounts[j]) : 0;
            i += a <= b ? 1 : 0;
            j += b <= a ? 1 : 0;
        }

        return shared;
    }

    // Captions are short: for a dozen numbers insertion beats the general sort.
    private static void Sort(Span<int> values)
    {
        if (values.Length > 32)
        {
            values.Sort();
            return;
        }

        for (int i = 1; i < values.Length; i++)
        {
            int value = values[i], j = i;
            for (; j > 0 && values[j - 1] > value; j--)
            {
                values[j] = values[j - 1];
            }

            values[j] = value;
        }
    }
}
