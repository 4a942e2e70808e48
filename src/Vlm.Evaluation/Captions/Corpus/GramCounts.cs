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

    /// <summary>Counts from the numbers at each place.</summary>
    /// <param name="grams">The n-gram that begins at each place of all texts.</param>
    /// <param name="textStarts">Where each text begins, and the end.</param>
    /// <param name="order">The length of the n-grams; a text has one less for each word above 1.</param>
    /// <param name="distinct">How many different n-grams there are.</param>
    public static GramCounts Of(int[] grams, int[] textStarts, int order, int distinct)
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
