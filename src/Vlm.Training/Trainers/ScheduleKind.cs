namespace Vlm.Training;

/// <summary>How the learning rate goes over a run, after its warm-up.</summary>
public enum ScheduleKind
{
    /// <summary>Half a cosine down to 0.</summary>
    Cosine,

    /// <summary>It stays.</summary>
    Constant,

    /// <summary>Evenly down to 0.</summary>
    Linear,

    /// <summary>Several cosines down to 0, one for each of <see cref="TrainingSettings.Cycles"/>.</summary>
    CosineRestarts,

    /// <summary>Down along a parabola to 0.</summary>
    Polynomial,

    /// <summary>Down as 1 / √t after the warm-up.</summary>
    InverseSquareRoot,

    /// <summary>Times <see cref="TrainingSettings.Decay"/> after each epoch, at once.</summary>
    Step,

    /// <summary>Times <see cref="TrainingSettings.Decay"/> over each epoch, step by step.</summary>
    Exponential,

    /// <summary><see cref="OneCycleSchedule"/>; it rises by itself and has no warm-up.</summary>
    OneCycle,

    /// <summary>Times <see cref="TrainingSettings.Decay"/> when the score has not got better for <see cref="TrainingSettings.PlateauPatience"/> validations.</summary>
    Plateau,
}
