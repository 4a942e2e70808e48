namespace Vlm.Evaluation;

/// <summary>What chrF is made of: for each n-gram length the n-grams of the candidate, of the reference, and those they share.</summary>
internal sealed class ChrfCounts(int orders)
{
    private readonly int[] _candidate = new int[orders];
    private readonly int[] _reference = new int[orders];
    private readonly int[] _shared = new int[orders];

    public ChrfCounts(int orders, ReadOnlySpan<int> row)
        : this(orders)
    {
        row[..orders].CopyTo(_candidate);
        row.Slice(orders, orders).CopyTo(_reference);
        row.Slice(2 * orders, orders).CopyTo(_shared);
    }

    public int Orders => orders;

    public int[] ToRow() => [.. _candidate, .. _reference, .. _shared];

    // A candidate's n-grams do not count where the reference has none of that length.
    public void Set(int order, int candidate, int reference, int shared)
    {
        _candidate[order] = reference > 0 ? candidate : 0;
        _reference[order] = reference;
        _shared[order] = shared;
    }

    public static ChrfCounts Sum(IReadOnlyList<ChrfCounts> counts, ReadOnlySpan<int> items)
    {
        ChrfCounts sum = new(counts[0]._candidate.Length);
        foreach (int item in items)
        {
            ChrfCounts one = counts[item];
            for (int n = 0; n < sum._candidate.Length; n++)
            {
                sum._candidate[n] += one._candidate[n];
                sum._reference[n] += one._reference[n];
                sum._shared[n] += one._shared[n];
            }
        }

        return sum;
    }

    /// <summary>The F score of the mean precision and the mean recall, over the lengths that both sides have; 0 to 100.</summary>
    public double Score(double beta)
    {
        double precision = 0, recall = 0, square = beta * beta;
        int counted = 0;
        for (int n = 0; n < _candidate.Length; n++)
        {
            if (_candidate[n] > 0 && _reference[n] > 0)
            {
                precision += (double)_shared[n] / _candidate[n];
                recall += (double)_shared[n] / _reference[n];
                counted++;
            }
        }

        if (precision + recall == 0)
        {
            return 0;
        }

        precision /= counted;
        recall /= counted;
        return 100 * ((1 + square) * precision * recall / ((square * precision) + recall));
    }
}
