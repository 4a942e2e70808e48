namespace Vlm.Evaluation;

/// <summary>Runs a model over a data set, group by group; a run that was stopped goes on where it stopped.</summary>
public static class ModelRunner
{
    /// <summary>Runs a model for a task over the items of a split that the task can use.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The data set.</param>
    /// <param name="task">What the model is run for.</param>
    /// <param name="options">Null for all items, in memory.</param>
    /// <param name="cancellationToken">Works within 100 ms or one decode step; what was recorded stays.</param>
    /// <returns>One record a picture, or a question where questions are answered. A picture that cannot be read has a record with its error.</returns>
    /// <exception cref="NotSupportedException">The model cannot do the task.</exception>
    /// <exception cref="DataSetException">There is no such split, or nothing in it that the task can use.</exception>
    /// <exception cref="EvaluationException">The record file is of another model, other data or other settings, or is damaged.</exception>
    public static async Task<ModelRun> RunAsync(
        IVisionLanguageModel model, DataSet data, EvaluationTask task, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new RunOptions();
        RequireCapability(model, task);
        IReadOnlyList<DataSetItem> items = Select(data, task, options.Split, options.Limit);
        RunHeader header = await Task.Run(() => Describe(model, data, task, items, options, cancellationToken), cancellationToken).ConfigureAwait(false);
        RunContents? old = options.RecordFile is null ? null : RunFile.Read(options.RecordFile);
        List<RunRecord> records = [];
        int group = 0;
        if (old is not null)
        {
            RunResumption.Check(options.RecordFile!, old, header);
            group = RunResumption.WholeGroups(options.RecordFile!, old, task, items, options.BatchSize, records);
        }

        using RunFile? file = options.RecordFile is null ? null : RunFile.Open(options.RecordFile, header, old, records.Count);
        TaskRunner runner = new(model, data, task, options.Generation);
        options.Progress?.Report(new BatchProgress(Math.Min(items.Count, group * options.BatchSize), items.Count));
        foreach (DataSetItem[] batch in items.Chunk(options.BatchSize).Skip(group))
        {
            cancellationToken.ThrowIfCancellationRequested();
            IReadOnlyList<RunRecord> results = await runner.RunAsync(batch, cancellationToken).ConfigureAwait(false);
            file?.Append(results);
            records.AddRange(results);
            options.Progress?.Report(new BatchProgress(Math.Min(items.Count, ++group * options.BatchSize), items.Count));
        }

        return new ModelRun(header, records);
    }

    /// <summary>The items of a split that a task can use: those with captions, with questions, or all.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="task">The task.</param>
    /// <param name="split">The split; null for all.</param>
    /// <param name="limit">Only the first so many; null for all.</param>
    /// <exception cref="DataSetException">There is no such split, or nothing in it that the task can use.</exception>
    public static IReadOnlyList<DataSetItem> Select(DataSet data, EvaluationTask task, string? split, int? limit = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        IEnumerable<DataSetItem> usable = data.OfSplit(split).Where(item => task switch
        {
            EvaluationTask.Caption or EvaluationTask.Retrieval => item.Captions.Count > 0,
            EvaluationTask.Answer => item.Questions.Count > 0,
            _ => true,
        });
        DataSetItem[] items = [.. usable.Take(limit ?? int.MaxValue)];
        return items.Length > 0
            ? items
            : throw new DataSetException(data.Name, $"{(split is null ? "it" : $"the split '{split}'")} has no picture with {(task == EvaluationTask.Answer ? "questions" : "captions")}, which this task needs.");
    }

    private static RunHeader Describe(
        IVisionLanguageModel model, DataSet data, EvaluationTask task, IReadOnlyList<DataSetItem> items, RunOptions options, CancellationToken cancellationToken)
    {
        return new RunHeader
        {
            Task = task,
            ModelName = model.Info.Version is null ? model.Info.Name : $"{model.Info.Name} {model.Info.Version}",
            ModelHash = Fingerprint.OfModel(model.Info, cancellationToken),
            DataName = data.Name,
            Split = options.Split ?? "all",
            DataHash = Fingerprint.OfData(data, items, cancellationToken),
            Items = items.Count,
            BatchSize = options.BatchSize,
            Settings = task == EvaluationTask.Caption ? GenerationSettings.Of(options.Generation) : new Dictionary<string, string>(),
        };
    }

    private static void RequireCapability(IVisionLanguageModel model, EvaluationTask task)
    {
        ModelCapabilities needed = task switch
        {
            EvaluationTask.Caption => ModelCapabilities.Caption,
            EvaluationTask.Answer => ModelCapabilities.Answer,
            EvaluationTask.Retrieval => ModelCapabilities.EmbedImages | ModelCapabilities.EmbedTexts,
            _ => ModelCapabilities.EmbedImages,
        };
        if (!model.Info.Can(needed))
        {
            throw new NotSupportedException($"{model.Info.Name} cannot {needed}, which this evaluation needs; it can {model.Info.Capabilities}.");
        }
    }
}
