namespace Vlm.Evaluation;

/// <summary>A figure over items that can be computed on any resample of them.</summary>
internal abstract class Figure(string name, FigureUnit unit, int sampleSize)
{
    public string Name => name;

    public FigureUnit Unit => unit;

    public int SampleSize => sampleSize;

    /// <summary>The figure of each item by itself.</summary>
    public virtual IReadOnlyList<double> PerItem => [.. Enumerable.Range(0, sampleSize).Select(item => Over([item]))];

    public abstract double Over(ReadOnlySpan<int> items);

    public virtual ReportFigure Estimate(ResamplingOptions? options, CancellationToken cancellationToken) =>
        new() { Name = name, Unit = unit, Estimate = Bootstrap.Of(sampleSize, Over, options, cancellationToken) };

    /// <summary>The difference to the same figure of another run over the same items.</summary>
    public virtual ModelComparison? CompareTo(Figure other, ResamplingOptions? options, CancellationToken cancellationToken) => null;
}
