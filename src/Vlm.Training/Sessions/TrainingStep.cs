namespace Vlm.Training;

/// <summary>What one step was like.</summary>
public readonly record struct TrainingStep
{
    /// <summary>The loss before the step.</summary>
    public double Loss { get; init; }

    /// <summary>The norm of all gradients together, before clipping.</summary>
    public double GradientNorm { get; init; }

    /// <summary>How long the graph ran, forward and backward.</summary>
    public TimeSpan GraphTime { get; init; }
}
