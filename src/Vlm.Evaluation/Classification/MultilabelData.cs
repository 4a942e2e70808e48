namespace Vlm.Evaluation;

/// <summary>Items that may have several labels, with a model's score of each label. Both lie row by row, [items, labels].</summary>
public sealed class MultilabelData
{
    /// <summary>The number of labels.</summary>
    public required int Labels { get; init; }

    /// <summary>Whether each item has each label.</summary>
    public required IReadOnlyList<bool> Truth { get; init; }

    /// <summary>The score of each item for each label.</summary>
    public required IReadOnlyList<double> Scores { get; init; }

    /// <summary>A label is predicted where its score is above this. Default 0.5.</summary>
    public double Threshold { get; init; } = BinaryData.DefaultThreshold;
}
