namespace Vlm.Evaluation;

/// <summary>What a run was made of: enough to know whether another one continues it or may be compared with it.</summary>
public sealed class RunHeader
{
    /// <summary>The task.</summary>
    public required EvaluationTask Task { get; init; }

    /// <summary>The model's name and version.</summary>
    public required string ModelName { get; init; }

    /// <summary>The fingerprint of the model (<see cref="Fingerprint.OfModel"/>).</summary>
    public required string ModelHash { get; init; }

    /// <summary>The data set's name.</summary>
    public required string DataName { get; init; }

    /// <summary>The split; <c>all</c> where there was none.</summary>
    public required string Split { get; init; }

    /// <summary>The fingerprint of the items that were run (<see cref="Fingerprint.OfData"/>).</summary>
    public required string DataHash { get; init; }

    /// <summary>The number of pictures.</summary>
    public required int Items { get; init; }

    /// <summary>How many pictures pass through the model together.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The settings that differ from the model's own, by name.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }
}
