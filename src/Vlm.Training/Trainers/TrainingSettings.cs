namespace Vlm.Training;

/// <summary>How a run trains. A settings file holds the same names in camelCase; what it does not name is at the task's default.</summary>
public sealed record TrainingSettings
{
    /// <summary>How often every training example is seen; at least 1.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>At most how many examples a step learns from; those of an epoch are spread evenly over its steps.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>How many examples pass through the graph together, where a batch is too large for memory; null for the whole batch. A contrastive loss then sees only the others of its part.</summary>
    public int? MicroBatchSize { get; init; }

    /// <summary>The highest learning rate; above 0.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>How the learning rate goes over the run.</summary>
    public ScheduleKind Schedule { get; init; }

    /// <summary>In how many steps the rate first rises from 0.</summary>
    public int WarmupSteps { get; init; }

    /// <summary>How many cosines <see cref="ScheduleKind.CosineRestarts"/> has.</summary>
    public int Cycles { get; init; } = 3;

    /// <summary>The factor of <see cref="ScheduleKind.Step"/>, <see cref="ScheduleKind.Exponential"/> and <see cref="ScheduleKind.Plateau"/>; above 0, at most 1.</summary>
    public double Decay { get; init; } = 0.5;

    /// <summary>How many bad validations <see cref="ScheduleKind.Plateau"/> bears.</summary>
    public int PlateauPatience { get; init; } = 2;

    /// <summary>Which rule changes the parameters.</summary>
    public OptimizerKind Optimizer { get; init; }

    /// <summary>The momentum of <see cref="OptimizerKind.Sgd"/>.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>The weight decay of the parameters that decay; biases and norms do not.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Gradients are scaled down together so that their norm is at most this; null for no limit.</summary>
    public double? MaxGradientNorm { get; init; } = 1;

    /// <summary>Each element of the gradients is held within ± this; null for no limit.</summary>
    public double? MaxGradientValue { get; init; }

    /// <summary>Whether an average of the weights is scored and exported in their place.</summary>
    public AveragingKind Averaging { get; init; }

    /// <summary>How much of the exponential average a step keeps; at least 0, below 1.</summary>
    public double AverageDecay { get; init; } = 0.999;

    /// <summary>From which epoch on, from 0, weights are averaged.</summary>
    public int AverageFromEpoch { get; init; }

    /// <summary>After how many steps the validation split is scored; null for after each epoch. After the last step it always is.</summary>
    public int? ValidateEverySteps { get; init; }

    /// <summary>After how many steps a checkpoint is written beside those after each validation; null for none.</summary>
    public int? CheckpointEverySteps { get; init; }

    /// <summary>The run stops after so many validations in a row that were no better than the best; null for never.</summary>
    public int? Patience { get; init; }

    /// <summary>What everything random is drawn from: the same seed and machine give the same weights.</summary>
    public long Seed { get; init; }

    /// <summary>Threads that share a step; null for all processors.</summary>
    public int? Threads { get; init; }

    /// <summary>The towers of a retrieval head.</summary>
    public RetrievalSettings Retrieval { get; init; } = new();

    /// <summary>The layers of an image classifier.</summary>
    public ClassifierSettings Classify { get; init; } = new();

    /// <summary>The captioner, where one is trained.</summary>
    public CaptionerSettings Captioner { get; init; } = new();

    /// <summary>The question answering head, where one is trained.</summary>
    public AnswererSettings Answerer { get; init; } = new();
}
