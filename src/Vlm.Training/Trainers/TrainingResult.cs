namespace Vlm.Training;

/// <summary>What came out of a run.</summary>
public sealed class TrainingResult
{
    /// <summary>The scores of the exported weights on the validation split, by name.</summary>
    public required IReadOnlyDictionary<string, double> Scores { get; init; }

    /// <summary>The name of the score that chose the weights.</summary>
    public required string Metric { get; init; }

    /// <summary>How long was trained and validated, earlier runs that this one resumed included.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>How many numbers were trained.</summary>
    public required long Parameters { get; init; }

    /// <summary>How many steps were taken.</summary>
    public required long Steps { get; init; }

    /// <summary>Whether the run stopped because the score did not get better.</summary>
    public required bool StoppedEarly { get; init; }

    /// <summary>The scores of each validation.</summary>
    public required IReadOnlyList<ValidationPoint> Validations { get; init; }

    /// <summary>The model's folder, which <see cref="VisionLanguageModel.Load"/> takes.</summary>
    public required string Folder { get; init; }
}
