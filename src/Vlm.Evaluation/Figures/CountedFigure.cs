namespace Vlm.Evaluation;

/// <summary>A corpus figure: from counts summed over a resample, not a mean over items.</summary>
/// <param name="name">The figure's name.</param>
/// <param name="rows">The counts of each item, all of one length.</param>
/// <param name="score">The figure from summed counts.</param>
/// <param name="perItem">The figure of each item by itself; null where it is that of the item's counts.</param>
internal sealed class CountedFigure(string name, IReadOnlyList<int[]> rows, CountedFigure.Scored score, IReadOnlyList<double>? perItem = null) : Figure(name, FigureUnit.Number, rows.Count)
{
    private readonly int _width = rows[0].Length;
    private readonly int[] _rows = [.. rows.SelectMany(row => row)];

    /// <summary>The figure from summed counts.</summary>
    internal delegate double Scored(ReadOnlySpan<int> counts);

    public override IReadOnlyList<double> PerItem => perItem ?? base.PerItem;

    public override double Over(ReadOnlySpan<int> items)
    {
        Span<int> sum = stackalloc int[_width];
        sum.Clear();
        foreach (int item in items)
        {
            Add(sum, item);
        }

        return score(sum);
    }

    public override ModelComparison? CompareTo(Figure other, ResamplingOptions? options, CancellationToken cancellationToken) =>
        other is CountedFigure counted && counted.Name == Name && counted.SampleSize == SampleSize && counted._width == _width
            ? ModelComparison.Of(SampleSize, Over, counted.Over, swapped => Exchanged(counted, swapped), options, cancellationToken)
            : null;

    private double Exchanged(CountedFigure other, ReadOnlySpan<bool> swapped)
    {
        Span<int> mine = stackalloc int[_width], others = stackalloc int[_width];
        mine.Clear();
        others.Clear();
        for (int item = 0; item < swapped.Length; item++)
        {
            (swapped[item] ? other : this).Add(mine, item);
            (swapped[item] ? this : other).Add(others, item);
        }

        return score(mine) - score(others);
    }

    private void Add(Span<int> sum, int item)
    {
        ReadOnlySpan<int> row = _rows.AsSpan(item * _width, _width);
        for (int i = 0; i < row.Length; i++)
        {
            sum[i] += row[i];
        }
    }
}
