namespace Vlm.Evaluation;

/// <summary>Items that are positive or negative, with a model's score of each.</summary>
public sealed class BinaryData
{
    internal const double DefaultThreshold = 0.5;

    /// <summary>Whether each item is positive.</summary>
    public required IReadOnlyList<bool> Labels { get; init; }

    /// <summary>The score of each item, as a logit: its sigmoid is the probability of being positive.</summary>
    public required IReadOnlyList<double> Scores { get; init; }

    /// <summary>An item is predicted as positive where its score is above this. Default 0.5.</summary>
    public double Threshold { get; init; } = DefaultThreshold;
}
