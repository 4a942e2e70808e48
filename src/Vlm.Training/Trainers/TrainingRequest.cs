using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>What <see cref="ModelTrainer"/> trains, on what, and where to.</summary>
public sealed class TrainingRequest
{
    /// <summary>Which head.</summary>
    public required TrainingTaskKind Task { get; init; }

    /// <summary>
    /// The data. Items of the splits <c>train</c> and <c>val</c> are used; without splits a tenth of the pictures is held out, by a
    /// hash of their names, duplicates together. The caller disposes it.
    /// </summary>
    public required DataSet Data { get; init; }

    /// <summary>The folder that the model is written to; the run itself is kept in <c>training</c> under it.</summary>
    public required string Output { get; init; }

    /// <summary>The composed model (a folder with vlm.json) whose encoders are used; null for the embedded default.</summary>
    public string? Model { get; init; }

    /// <summary>How to train; null for <see cref="TrainingDefaults.Of"/> of the task.</summary>
    public TrainingSettings? Settings { get; init; }

    /// <summary>The file of the encoder's features; null for one under <see cref="Output"/>. Several runs over the same pictures may share one; states of texts and duplicates are kept beside it.</summary>
    public string? FeatureFile { get; init; }

    /// <summary>Whether to go on where a stopped run in <see cref="Output"/> was; where there is none, it begins.</summary>
    public bool Resume { get; init; }

    /// <summary>Told in words what happens before the first step and what was left out; null for silence.</summary>
    public Action<string>? Log { get; init; }
}
