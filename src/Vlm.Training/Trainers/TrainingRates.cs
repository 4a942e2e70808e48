namespace Vlm.Training;

/// <summary>Makes the optimizer and the schedule that settings name.</summary>
internal static class TrainingRates
{
    public static Optimizer OptimizerOf(TrainingSettings settings) => settings.Optimizer switch
    {
        OptimizerKind.AdamW => new AdamW(settings.LearningRate, settings.WeightDecay),
        OptimizerKind.Adam => new Adam(settings.LearningRate, settings.WeightDecay),
        OptimizerKind.Sgd => new Sgd(settings.LearningRate, settings.Momentum, weightDecay: settings.WeightDecay),
        OptimizerKind.Adagrad => new Adagrad(settings.LearningRate, settings.WeightDecay),
        OptimizerKind.Lion => new Lion(settings.LearningRate, settings.WeightDecay),
        OptimizerKind.RmsProp => new RmsProp(settings.LearningRate, settings.WeightDecay),
        _ => throw new TrainingException($"optimizer is {settings.Optimizer}; expected one of {string.Join(", ", Enum.GetNames<OptimizerKind>())}."),
    };

    public static LearningRateSchedule ScheduleOf(TrainingSettings settings, long steps, long stepsPerEpoch)
    {
        double rate = settings.LearningRate;
        long warmup = settings.WarmupSteps;
        return settings.Schedule switch
        {
            ScheduleKind.Cosine => WarmupSchedules.Cosine(rate, warmup, steps),
            ScheduleKind.Constant => WarmupSchedules.Constant(rate, warmup),
            ScheduleKind.Linear => WarmupSchedules.Linear(rate, warmup, steps),
            ScheduleKind.CosineRestarts => WarmupSchedules.CosineHardRestarts(rate, warmup, steps, settings.Cycles),
            ScheduleKind.Polynomial => WarmupSchedules.Polynomial(rate, warmup, steps, endRate: 0, power: 2),
            ScheduleKind.InverseSquareRoot => WarmupSchedules.InverseSquareRoot(rate, warmup),
            ScheduleKind.Step => LearningRateSchedule.Step(rate, stepsPerEpoch, settings.Decay),
            ScheduleKind.Exponential => LearningRateSchedule.Exponential(rate, Math.Pow(settings.Decay, 1.0 / stepsPerEpoch)),
            ScheduleKind.OneCycle => new OneCycleSchedule(rate, steps),
            ScheduleKind.Plateau => new ReduceOnPlateau(rate, new PlateauOptions { HigherIsBetter = true, Factor = settings.Decay, Patience = settings.PlateauPatience }),
            _ => throw new TrainingException($"schedule is {settings.Schedule}; expected one of {string.Join(", ", Enum.GetNames<ScheduleKind>())}."),
        };
    }
}
