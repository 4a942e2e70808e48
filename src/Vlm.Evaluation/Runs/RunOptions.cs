namespace Vlm.Evaluation;

/// <summary>How a model is run over a data set.</summary>
public sealed class RunOptions
{
    /// <summary>The split; null for all items.</summary>
    public string? Split { get; init; }

    /// <summary>Only the first so many pictures of the split; null for all.</summary>
    public int? Limit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? 1, 1);
            field = value;
        }
    }

    /// <summary>
    /// The file that results are appended to (JSON Lines). Where it exists already and is of the same model, data and
    /// settings, the run goes on behind its results; null keeps the results in memory alone.
    /// </summary>
    public string? RecordFile { get; init; }

    /// <summary>How many pictures pass through the model together, 1 or more. Groups begin at the same pictures on every run, so that a run that was cut in two gives the same results.</summary>
    public int BatchSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 8;

    /// <summary>How captions are generated; null for the model's own defaults.</summary>
    public GenerationOptions? Generation { get; init; }

    /// <summary>Told after each group, in pictures; null for silence.</summary>
    public IProgress<BatchProgress>? Progress { get; init; }
}
