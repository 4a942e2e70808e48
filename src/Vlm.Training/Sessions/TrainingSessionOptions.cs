namespace Vlm.Training;

/// <summary>How a session trains.</summary>
public sealed class TrainingSessionOptions
{
    /// <summary>Gradients are scaled down together so that their norm is at most this; null for no limit.</summary>
    public double? MaxGradientNorm { get; init; }

    /// <summary>Each element of the gradients is held within ± this, after the norm; null for no limit.</summary>
    public double? MaxGradientValue { get; init; }

    /// <summary>What dropout draws from: the same seed and the same number of the step drop the same elements.</summary>
    public long Seed { get; init; }

    /// <summary>Threads that share a run; null for all processors.</summary>
    public int? Threads { get; init; }
}
