namespace Vlm.Training;

/// <summary>The ranges of settings.</summary>
internal static class TrainingSettingsRules
{
    /// <summary>Refuses what no run can train with; the message names the key as the file spells it.</summary>
    /// <exception cref="TrainingException">A value is out of range.</exception>
    public static void Check(TrainingSettings settings, string source)
    {
        AtLeast(source, "epochs", settings.Epochs, 1);
        AtLeast(source, "batchSize", settings.BatchSize, 1);
        AtLeast(source, "microBatchSize", settings.MicroBatchSize, 1);
        AtLeast(source, "warmupSteps", settings.WarmupSteps, 0);
        AtLeast(source, "cycles", settings.Cycles, 1);
        AtLeast(source, "plateauPatience", settings.PlateauPatience, 0);
        AtLeast(source, "averageFromEpoch", settings.AverageFromEpoch, 0);
        AtLeast(source, "validateEverySteps", settings.ValidateEverySteps, 1);
        AtLeast(source, "checkpointEverySteps", settings.CheckpointEverySteps, 1);
        AtLeast(source, "patience", settings.Patience, 1);
        AtLeast(source, "threads", settings.Threads, 1);
        Within(source, "learningRate", settings.LearningRate, rate => rate > 0 && double.IsFinite(rate), "a finite number above 0");
        Within(source, "weightDecay", settings.WeightDecay, decay => decay >= 0 && double.IsFinite(decay), "a finite number of at least 0");
        Within(source, "decay", settings.Decay, decay => decay is > 0 and <= 1, "a number above 0, at most 1");
        Within(source, "momentum", settings.Momentum, share => share is >= 0 and < 1, "a number of at least 0, below 1");
        Within(source, "averageDecay", settings.AverageDecay, share => share is >= 0 and < 1, "a number of at least 0, below 1");
        Within(source, "maxGradientNorm", settings.MaxGradientNorm, limit => limit > 0, "a number above 0, or null for no limit");
        Within(source, "maxGradientValue", settings.MaxGradientValue, limit => limit > 0, "a number above 0, or null for no limit");
        if (settings is { WarmupSteps: > 0, Schedule: ScheduleKind.Step or ScheduleKind.Exponential or ScheduleKind.OneCycle or ScheduleKind.Plateau })
        {
            throw new TrainingException($"{source}: warmupSteps is {settings.WarmupSteps}, but the schedule {settings.Schedule} has no warm-up. Set it to 0 or choose another schedule.");
        }
    }

    private static void AtLeast(string source, string key, int? value, int least)
    {
        if (value < least)
        {
            throw new TrainingException($"{source}: {key} is {value}; expected at least {least}.");
        }
    }

    private static void Within(string source, string key, double? value, Func<double, bool> fits, string expected)
    {
        if (value is { } number && !fits(number))
        {
            throw new TrainingException($"{source}: {key} is {number}; expected {expected}.");
        }
    }
}
