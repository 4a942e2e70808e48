namespace Vlm.Evaluation;

/// <summary>How captions that were given are scored.</summary>
public sealed class CaptionEvaluationOptions
{
    /// <summary>METEOR's paraphrases; null for none, and the figure is then METEOR_ess.</summary>
    public ParaphraseTable? Paraphrases { get; init; }

    /// <summary>Other captions of the same pictures to compare with, in any order; null for none.</summary>
    public CaptionSet? CompareWith { get; init; }

    /// <summary>What the other captions are called.</summary>
    public string CompareName { get; init; } = "other";

    /// <summary>How intervals are resampled; null for the defaults.</summary>
    public ResamplingOptions? Resampling { get; init; }
}
