namespace Vlm.Evaluation;

/// <summary>How a model is run, scored and compared.</summary>
public sealed class EvaluationOptions
{
    /// <summary>How the model is run. Null for all items, in memory. Embeddings for the baselines are recorded beside <see cref="RunOptions.RecordFile"/>.</summary>
    public RunOptions? Run { get; init; }

    /// <summary>Another run over the same data to compare with; null for none.</summary>
    public ModelRun? CompareWith { get; init; }

    /// <summary>Among how many pictures of the train split neighbours are looked for; null for all, 0 for no such baseline.</summary>
    public int? NeighbourLimit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value ?? 0);
            field = value;
        }
    }

    /// <summary>METEOR's paraphrases for captions; null for none, and the figure is then METEOR_ess.</summary>
    public ParaphraseTable? Paraphrases { get; init; }

    /// <summary>How intervals are resampled; null for the defaults.</summary>
    public ResamplingOptions? Resampling { get; init; }

    /// <summary>How many best and worst items the report shows, 0 or more. Default 12.</summary>
    public int Examples
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 12;

    /// <summary>What the random baseline draws from. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>The items that baselines learn from: the train split; none where that is what is evaluated.</summary>
    internal IReadOnlyList<DataSetItem> TrainingItems(DataSet data) =>
        SplitNames.Normalize(Run?.Split) is { } split && split is not (SplitNames.Train or "all") && data.Splits.Contains(SplitNames.Train) ? data.OfSplit(SplitNames.Train) : [];
}
