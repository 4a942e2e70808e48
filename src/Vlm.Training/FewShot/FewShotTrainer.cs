using System.Diagnostics;

namespace Vlm.Training;

/// <summary>Makes an image classifier of a few examples a class, by the method that is best on validation, and says what to expect of it.</summary>
public static class FewShotTrainer
{
    /// <summary>How often examples are drawn where nothing else is asked for.</summary>
    public const int DefaultDraws = 20;

    /// <summary>Tries prototypes, the key-value cache (with and without training its keys) and the linear probe with each number of examples.</summary>
    /// <param name="request">
    /// The data and where to; its task is <see cref="TrainingTaskKind.Classify"/>. Methods and their settings are chosen on <c>val</c> and
    /// scored on <c>test</c>; without a test split, one half of <c>val</c> chooses and the other is scored.
    /// </param>
    /// <param name="shots">Numbers of examples a class, each at least 1.</param>
    /// <param name="draws">How often examples are drawn, at least 2.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="TrainingException">There are fewer than two classes, or too few pictures to choose and to score on.</exception>
    public static Task<FewShotResult> TrainAsync(TrainingRequest request, IReadOnlyList<int> shots, int draws = DefaultDraws, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(shots);
        ArgumentOutOfRangeException.ThrowIfZero(shots.Count, nameof(shots));
        ArgumentOutOfRangeException.ThrowIfLessThan(shots.Min(), 1, nameof(shots));
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 2);
        return request.Task == TrainingTaskKind.Classify
            ? Task.Run(() => RunAsync(request, [.. shots.Distinct()], draws, cancellationToken), cancellationToken)
            : throw new ArgumentException($"Few examples make an image classifier; the request asks for {request.Task}.", nameof(request));
    }

    private static async Task<FewShotResult> RunAsync(TrainingRequest request, int[] shots, int draws, CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        TrainingSettings settings = request.Settings ?? TrainingDefaults.Of(request.Task);
        if (settings.Classify.ImageEncoder is not null)
        {
            throw new TrainingException("settings: classify: imageEncoder is set, but a few examples are learned from over an encoder that stays as it is. Leave it out, or train without shots.");
        }

        TrainingFolder folder = new(Path.GetFullPath(request.Output));
        using TrainingMaterial material = await TrainingMaterial.OpenAsync(request, settings, folder, cancellationToken, withTest: true).ConfigureAwait(false);
        string[] labels = ClassifierTaskSource.LabelsOf(material);
        if (labels.Length < 2)
        {
            throw new TrainingException($"{material.Data.Name}: the training split has {labels.Length} class; a classifier tells two or more apart.");
        }

        CachedRows rows = material.Rows;
        LabelledPicture[] held = ClassifierTaskSource.PicturesOf(material, material.Validation, labels), test = ClassifierTaskSource.PicturesOf(material, material.Test, labels);
        LabelledPicture[] choosing = test.Length > 0 ? held : [.. held.Where((_, i) => i % 2 == 0)], scored = test.Length > 0 ? test : [.. held.Where((_, i) => i % 2 == 1)];
        if (choosing.Length == 0 || scored.Length == 0)
        {
            throw new TrainingException($"{material.Data.Name}: {choosing.Length} pictures to choose the method on and {scored.Length} to score it on; expected at least one each. Hold out more pictures (split val, and test).");
        }

        FewShotSet train = FewShotSet.Of(rows, ClassifierTaskSource.PicturesOf(material, material.Train, labels));
        FewShotExperiment experiment = new(train, FewShotSet.Of(rows, choosing), FewShotSet.Of(rows, scored), labels.Length, settings.Seed, settings.Threads);
        IReadOnlyList<FewShotScore> scores = experiment.Run(shots, draws, material.Log, cancellationToken);
        FewShotResult result = new()
        {
            Scores = scores,
            Draws = draws,
            Labels = labels,
            ScoredPictures = scored.Length,
            Parameters = experiment.Best!.Parameters,
            Time = Stopwatch.GetElapsedTime(began),
            Folder = folder.Model,
        };
        await new TrainedModelWriter(material.Folder, folder).WriteAsync(
            "few-shot", (aside, _) => Task.FromResult(ClassifierFiles.Write(aside, LogitsOf(experiment.Best, rows), labels)), manifest => FewShotCard.Write(result, manifest), cancellationToken).ConfigureAwait(false);
        return result;
    }

    private static GraphValue LogitsOf(FewShotHead head, CachedRows rows)
    {
        TrainingGraph graph = new();
        return head.Logits(graph.Input(ClassifierFiles.Input, TensorElementType.Float32, "batch", rows.Rows, rows.RowSize).Mean([1]).L2Normalize());
    }
}
