namespace Vlm.Training;

/// <summary>Settings that are good to begin with.</summary>
public static class TrainingDefaults
{
    /// <summary>The settings of a task where nothing else is asked for.</summary>
    /// <param name="task">The task.</param>
    public static TrainingSettings Of(TrainingTaskKind task) => task switch
    {
        TrainingTaskKind.Retrieval => new TrainingSettings
        {
            Epochs = 30,
            BatchSize = 400,
            LearningRate = 1e-3,
            WarmupSteps = 15,
            WeightDecay = 0.02,
            Averaging = AveragingKind.Exponential,
            AverageDecay = 0.98,
            Patience = 6,
        },
        TrainingTaskKind.Caption => new TrainingSettings
        {
            Epochs = 8,
            BatchSize = 24,
            LearningRate = 1e-3,
            WarmupSteps = 200,
            WeightDecay = 0.02,
            Averaging = AveragingKind.Exponential,
            AverageDecay = 0.998,
        },
        TrainingTaskKind.Vqa => new TrainingSettings
        {
            Epochs = 12,
            BatchSize = 64,
            LearningRate = 5e-4,
            WarmupSteps = 50,
            WeightDecay = 0.05,
            Averaging = AveragingKind.Exponential,
            AverageDecay = 0.995,
        },
        TrainingTaskKind.Classify => new TrainingSettings
        {
            Epochs = 40,
            BatchSize = 32,
            LearningRate = 2e-3,
            WeightDecay = 0.05,
            Averaging = AveragingKind.Exponential,
            AverageDecay = 0.98,
            Patience = 10,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, "There is no such task."),
    };
}
