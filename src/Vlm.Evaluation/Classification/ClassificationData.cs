namespace Vlm.Evaluation;

/// <summary>Items of which each has one of several classes, with what a model said.</summary>
public sealed class ClassificationData
{
    /// <summary>The true class of each item, from 0.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>The number of classes; also of those that never occur.</summary>
    public required int Classes { get; init; }

    /// <summary>The predicted class of each item; null where scores say it.</summary>
    public IReadOnlyList<int>? Predictions { get; init; }

    /// <summary>The logits, [items, classes] row by row; empty where there are predictions alone.</summary>
    public ReadOnlyMemory<float> Logits { get; init; }

    /// <summary>The names of the classes; null where they have none.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>The items' ids, for errors; null where they have none.</summary>
    public IReadOnlyList<string>? Ids { get; init; }
}
