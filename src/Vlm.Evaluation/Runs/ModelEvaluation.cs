namespace Vlm.Evaluation;

/// <summary>Runs a model over a data set and scores it beside its baselines.</summary>
public static class ModelEvaluation
{
    /// <summary>Runs, or goes on with a run, and scores.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The data set.</param>
    /// <param name="task">Captions, answers or retrieval.</param>
    /// <param name="options">Null for all items, in memory.</param>
    /// <param name="cancellationToken">Works within 100 ms or one decode step; what was recorded stays.</param>
    /// <exception cref="NotSupportedException">The model cannot do the task.</exception>
    /// <exception cref="DataSetException">There is no such split, or nothing in it that the task can use.</exception>
    /// <exception cref="EvaluationException">The record file or the run to compare with is of another task, model, data or settings.</exception>
    public static async Task<EvaluationReport> EvaluateAsync(
        IVisionLanguageModel model, DataSet data, EvaluationTask task, EvaluationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        if (task == EvaluationTask.ImageEmbedding)
        {
            throw new ArgumentException("Embeddings alone have no score; use Retrieval.", nameof(task));
        }

        options ??= new EvaluationOptions();
        RunOptions run = options.Run ?? new RunOptions();
        ModelRun records = await ModelRunner.RunAsync(model, data, task, run, cancellationToken).ConfigureAwait(false);
        RequireComparable(records.Header, options.CompareWith?.Header);
        IReadOnlyList<DataSetItem> items = ModelRunner.Select(data, task, run.Split, run.Limit);
        ScoringContext context = new()
        {
            Data = data,
            Run = records,
            Items = items,
            Options = options,
            Other = options.CompareWith,
            Neighbours = await NeighbourSearch.PrepareAsync(model, data, records, items, options, cancellationToken).ConfigureAwait(false),
            CancellationToken = cancellationToken,
        };
        return await Task.Run(() => Score(context), cancellationToken).ConfigureAwait(false);
    }

    private static EvaluationReport Score(ScoringContext context) => context.Run.Header.Task switch
    {
        EvaluationTask.Caption => CaptionScoring.Score(context),
        EvaluationTask.Answer => AnswerScoring.Score(context),
        EvaluationTask.Retrieval => RetrievalScoring.Score(context),
        EvaluationTask task => throw new NotSupportedException($"{task} has no score."),
    };

    private static void RequireComparable(RunHeader run, RunHeader? other)
    {
        if (other is null)
        {
            return;
        }

        if (other.Task != run.Task)
        {
            throw new EvaluationException($"The run to compare with is of the task {other.Task}, and this one of {run.Task}.");
        }

        if (other.DataHash != run.DataHash)
        {
            throw new EvaluationException(
                $"The run to compare with is over other data: {other.DataName}, {other.Split}, {other.Items} pictures ({other.DataHash}); this one is over {run.DataName}, {run.Split}, {run.Items} ({run.DataHash}). Run both over the same items.");
        }
    }
}
