namespace Vlm.Evaluation;

/// <summary>One figure of the model beside that of another run.</summary>
public sealed class ReportComparison
{
    /// <summary>The figure.</summary>
    public required string Figure { get; init; }

    /// <summary>The other run's model.</summary>
    public required string Other { get; init; }

    /// <summary>The difference with its interval and test; the model of this report is the first.</summary>
    public required ModelComparison Result { get; init; }
}
