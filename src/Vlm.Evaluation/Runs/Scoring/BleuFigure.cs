namespace Vlm.Evaluation;

/// <summary>Corpus BLEU of one order: from counts summed over a resample, not a mean over captions.</summary>
internal sealed class BleuFigure(string name, int order, IReadOnlyList<BleuCounts> counts) : Figure(name, FigureUnit.Number, counts.Count)
{
    private readonly int _width = 2 + (2 * order);
    private readonly int[] _rows = [.. counts.SelectMany(item => new[] { item.CandidateLength, item.ReferenceLength }.Concat(item.Total.Take(order)).Concat(item.Correct.Take(order)))];

    public override double Over(ReadOnlySpan<int> items)
    {
        Span<int> sum = stackalloc int[_width];
        sum.Clear();
        foreach (int item in items)
        {
            Add(sum, item);
        }

        return Score(sum);
    }

    public override ModelComparison? CompareTo(Figure other, ResamplingOptions? options, CancellationToken cancellationToken) =>
        other is BleuFigure bleu && bleu.SampleSize == SampleSize && bleu._width == _width
            ? ModelComparison.Of(SampleSize, Over, bleu.Over, swapped => Exchanged(bleu, swapped), options, cancellationToken)
            : null;

    private double Exchanged(BleuFigure other, ReadOnlySpan<bool> swapped)
    {
        Span<int> mine = stackalloc int[_width], others = stackalloc int[_width];
        mine.Clear();
        others.Clear();
        for (int item = 0; item < swapped.Length; item++)
        {
            (swapped[item] ? other : this).Add(mine, item);
            (swapped[item] ? this : other).Add(others, item);
        }

        return Score(mine) - Score(others);
    }

    private void Add(Span<int> sum, int item)
    {
        ReadOnlySpan<int> row = _rows.AsSpan(item * _width, _width);
        for (int i = 0; i < row.Length; i++)
        {
            sum[i] += row[i];
        }
    }

    // Orders above this one do not count towards its score.
    private double Score(ReadOnlySpan<int> sum) => Bleu.Scores(new BleuCounts
    {
        CandidateLength = sum[0],
        ReferenceLength = sum[1],
        Total = Padded(sum.Slice(2, order)),
        Correct = Padded(sum.Slice(2 + order, order)),
    })[order - 1];

    private static int[] Padded(ReadOnlySpan<int> values)
    {
        int[] padded = new int[4];
        values.CopyTo(padded);
        return padded;
    }
}
