using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>Where a run stands, beside its tensors. It is written into checkpoints as JSON.</summary>
internal sealed class TrainingState
{
    public const int KnownFormat = 1;

    public int Format { get; set; } = KnownFormat;

    public required string Task { get; set; }

    /// <summary>How many steps were taken.</summary>
    public long Step { get; set; }

    /// <summary>The step after which the validation split was last scored.</summary>
    public long ValidatedStep { get; set; }

    /// <summary>The seconds of all runs so far.</summary>
    public double Seconds { get; set; }

    public long? BestStep { get; set; }

    public double? BestScore { get; set; }

    /// <summary>What the weights score as they are stored in the exported files; null before the export.</summary>
    public IReadOnlyDictionary<string, double>? ExportedScores { get; set; }

    /// <summary>How many validations in a row were no better than the best.</summary>
    public int BadValidations { get; set; }

    /// <summary>Whether the run ended before its last step, because the score did not get better.</summary>
    public bool HasStoppedEarly { get; set; }

    /// <summary>The sum of the losses since the last point of the curve.</summary>
    public double LossSum { get; set; }

    public int LossCount { get; set; }

    public long AverageUpdates { get; set; }

    /// <summary>What <see cref="ReduceOnPlateau"/> has seen; null for other schedules.</summary>
    public IReadOnlyList<double>? Plateau { get; set; }

    public List<LossPoint> Losses { get; set; } = [];

    public List<ValidationPoint> Validations { get; set; } = [];

    public required JsonObject Settings { get; set; }

    public required IReadOnlyDictionary<string, string> Facts { get; set; }
}
