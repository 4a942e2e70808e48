namespace Vlm.Training;

/// <summary>How far a run is; told after every step and every validation.</summary>
public readonly record struct TrainingProgress
{
    /// <summary>How many steps were taken, those of earlier runs included.</summary>
    public required long Step { get; init; }

    /// <summary>How many there are in all.</summary>
    public required long Steps { get; init; }

    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>How many there are.</summary>
    public required int Epochs { get; init; }

    /// <summary>The loss, smoothed over about twenty steps.</summary>
    public required double Loss { get; init; }

    /// <summary>The learning rate of the last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>How many examples a second were learned from, validation not counted.</summary>
    public required double ExamplesPerSecond { get; init; }

    /// <summary>How long the rest takes at the rate so far, validation included.</summary>
    public required TimeSpan TimeLeft { get; init; }

    /// <summary>The name of the score that chooses the best weights.</summary>
    public required string Metric { get; init; }

    /// <summary>The last score; null before the first validation.</summary>
    public double? Score { get; init; }

    /// <summary>The best one so far.</summary>
    public double? BestScore { get; init; }

    /// <summary>Whether the validation split is being scored now.</summary>
    public bool IsValidating { get; init; }
}
