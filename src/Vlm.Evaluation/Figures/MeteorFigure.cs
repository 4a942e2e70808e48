namespace Vlm.Evaluation;

/// <summary>Corpus METEOR: from statistics summed over a resample, not a mean over captions.</summary>
internal sealed class MeteorFigure(MeteorResult result) : Figure(result.Name, FigureUnit.Number, result.ItemStatistics.Count)
{
    private readonly MeteorStatistics[] _items = [.. result.ItemStatistics];

    public override IReadOnlyList<double> PerItem => result.PerItem;

    public override double Over(ReadOnlySpan<int> items) => MeteorStatistics.Sum(_items, items).Score;

    public override ModelComparison? CompareTo(Figure other, ResamplingOptions? options, CancellationToken cancellationToken) =>
        other is MeteorFigure meteor && meteor.SampleSize == SampleSize && meteor.Name == Name
            ? ModelComparison.Of(SampleSize, Over, meteor.Over, swapped => Exchanged(meteor, swapped), options, cancellationToken)
            : null;

    private double Exchanged(MeteorFigure other, ReadOnlySpan<bool> swapped)
    {
        MeteorStatistics[] mine = [.. _items], others = [.. other._items];
        for (int item = 0; item < swapped.Length; item++)
        {
            if (swapped[item])
            {
                (mine[item], others[item]) = (others[item], mine[item]);
            }
        }

        int[] all = [.. Enumerable.Range(0, mine.Length)];
        return MeteorStatistics.Sum(mine, all).Score - MeteorStatistics.Sum(others, all).Score;
    }
}
