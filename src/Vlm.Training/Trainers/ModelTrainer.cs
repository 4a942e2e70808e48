namespace Vlm.Training;

/// <summary>
/// Trains a head on one's own pictures over the frozen encoders of a composed model. The model that comes out is a folder that
/// <see cref="VisionLanguageModel.Load"/> takes; beside it, in <c>training</c>, stand checkpoints, settings, history and a report.
/// </summary>
public static class ModelTrainer
{
    /// <summary>Trains, or goes on with a run that was stopped: the weights are the same as those of one that was not.</summary>
    /// <param name="request">What, on what, and where to.</param>
    /// <param name="progress">Told after every step and validation, on the thread that trains; null for silence.</param>
    /// <param name="cancellationToken">Stops after the step that runs and keeps the state, for <see cref="TrainingRequest.Resume"/>.</param>
    /// <returns>Scores and where the model is.</returns>
    /// <exception cref="TrainingException">The settings or the data cannot be trained with, a loss is not a number, or a file cannot be written; the message says what is kept.</exception>
    /// <exception cref="FeatureCacheException">The features of the pictures cannot be kept, or the file is of other pictures.</exception>
    /// <exception cref="ModelFolderException">The model that it begins from is missing or wrong.</exception>
    public static Task<TrainingResult> TrainAsync(TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.Run(() => RunAsync(request, progress, cancellationToken), cancellationToken);
    }

    private static async Task<TrainingResult> RunAsync(TrainingRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        TrainingSettings settings = request.Settings ?? TrainingDefaults.Of(request.Task);
        TrainingSettingsRules.Check(settings, "settings");
        TrainingFolder folder = new(Path.GetFullPath(request.Output));
        folder.RequireFree(request.Resume);
        using TrainingMaterial material = await TrainingMaterial.OpenAsync(request, settings, folder, cancellationToken).ConfigureAwait(false);
        using TrainingTask task = TrainingTasks.Create(request.Task, material, cancellationToken);
        TrainedModelWriter writer = new(material.Folder, folder);
        if (writer.LeftOut(task) is { Count: > 0 } others)
        {
            material.Log($"an encoder is trained: the heads that read it as it was ({string.Join(", ", others)}) will not be in the model; train them on it next, with it as the model to begin from");
        }

        using TrainingLoop loop = new(task, settings, folder, progress);
        TrainingState state = await loop.RunAsync(request.Resume, cancellationToken).ConfigureAwait(false);
        task.Settle();
        state.ExportedScores = await task.ValidateAsync(cancellationToken).ConfigureAwait(false);
        await writer.WriteAsync(task, state, cancellationToken).ConfigureAwait(false);
        TrainingReport.Write(folder, task.Metric, state);
        return new TrainingResult
        {
            Scores = state.ExportedScores,
            Metric = task.Metric,
            Time = TimeSpan.FromSeconds(state.Seconds),
            Parameters = task.Parameters.Length,
            Steps = state.Step,
            StoppedEarly = state.HasStoppedEarly,
            Validations = state.Validations,
            Folder = folder.Model,
        };
    }
}
