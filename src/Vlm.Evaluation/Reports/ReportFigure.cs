namespace Vlm.Evaluation;

/// <summary>A figure under its name.</summary>
public sealed class ReportFigure
{
    /// <summary>The name, such as <c>CIDEr</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The figure with its interval and sample size.</summary>
    public required Estimate Estimate { get; init; }

    /// <summary>How the figure reads best.</summary>
    public FigureUnit Unit { get; init; }
}
