namespace Vlm.Evaluation;

/// <summary>A sum over items divided by another: a mean where every item weighs one.</summary>
internal sealed class RatioFigure : Figure
{
    private readonly double[] _sums;
    private readonly double[] _weights;

    /// <param name="name">The figure's name.</param>
    /// <param name="unit">How it reads best.</param>
    /// <param name="sums">One sum an item.</param>
    /// <param name="weights">How many values each sum has; null for one.</param>
    public RatioFigure(string name, FigureUnit unit, double[] sums, double[]? weights = null)
        : base(name, unit, sums.Length)
    {
        _sums = sums;
        _weights = weights ?? [.. Enumerable.Repeat(1.0, sums.Length)];
    }

    public override IReadOnlyList<double> PerItem => Values;

    /// <summary>The value of each item.</summary>
    public double[] Values => [.. _sums.Zip(_weights, (sum, weight) => sum / weight)];

    public override double Over(ReadOnlySpan<int> items)
    {
        double sum = 0, weight = 0;
        foreach (int item in items)
        {
            sum += _sums[item];
            weight += _weights[item];
        }

        return sum / weight;
    }

    public override ModelComparison? CompareTo(Figure other, ResamplingOptions? options, CancellationToken cancellationToken)
    {
        if (other is not RatioFigure ratio || ratio.SampleSize != SampleSize)
        {
            return null;
        }

        double[] mine = Values, others = ratio.Values;
        return mine.Concat(others).All(value => value is 0 or 1)
            ? ModelComparison.OfAnswers(Right(mine), Right(others), options, cancellationToken)
            : ModelComparison.OfMeans(mine, others, options, cancellationToken);
    }

    private static bool[] Right(double[] values) => Array.ConvertAll(values, value => value == 1);
}
