namespace Vlm.Training;

/// <summary>A point of the learning curve.</summary>
public sealed class LossPoint
{
    /// <summary>After how many steps.</summary>
    public required long Step { get; init; }

    /// <summary>The mean of the losses since the point before.</summary>
    public required double Loss { get; init; }

    /// <summary>The learning rate of that step.</summary>
    public required double LearningRate { get; init; }
}
