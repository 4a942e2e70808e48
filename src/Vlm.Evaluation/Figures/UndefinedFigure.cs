namespace Vlm.Evaluation;

/// <summary>A figure that these items do not have, and why.</summary>
internal sealed class UndefinedFigure(string name, FigureUnit unit, int sampleSize, string reason) : Figure(name, unit, sampleSize)
{
    public override double Over(ReadOnlySpan<int> items) => double.NaN;

    public override ReportFigure Estimate(ResamplingOptions? options, CancellationToken cancellationToken) =>
        new() { Name = Name, Unit = Unit, Estimate = Evaluation.Estimate.Undefined(reason, SampleSize) };
}
