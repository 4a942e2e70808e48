namespace Vlm.Composition.Generative;

/// <summary>Detection by a model that writes what it finds, and where, when it is asked by a task's name.</summary>
/// <param name="model">Answers such prompts with regions.</param>
/// <param name="everything">The task that finds whatever the model knows.</param>
/// <param name="named">The task that finds what stands behind its name.</param>
internal sealed class TaskDetector(IVisionLanguageModel model, string everything, string named) : IObjectDetector
{
    public bool NeedsLabels => false;

    public async Task<IReadOnlyList<IReadOnlyList<DetectedRegion>>> DetectAsync(
        IReadOnlyList<ImageInput> images, IReadOnlyList<string> labels, DetectionOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(labels);
        CheckLabels(labels);
        int tasks = Math.Max(1, labels.Count);
        VisionPrompt[] prompts = [.. images.SelectMany(image => labels.Count == 0 ? [new VisionPrompt(image, everything)] : labels.Select(label => new VisionPrompt(image, named + label)))];
        AnswerOptions asked = new() { BatchSize = options?.BatchSize, Decode = options?.Decode, Progress = options?.Progress is { } progress ? new PictureProgress(progress, tasks) : null };
        IReadOnlyList<Answer> answers = await AnswerAsync(prompts, asked, tasks, cancellationToken).ConfigureAwait(false);
        DetectedRegion[][] regions = new DetectedRegion[images.Count][];
        for (int i = 0; i < regions.Length; i++)
        {
            regions[i] = [.. Enumerable.Range(0, tasks).SelectMany(task => answers[(i * tasks) + task].Regions.Select(region => labels.Count == 0 ? region : Labelled(region, labels[task])))];
        }

        return regions;
    }

    // An error names a prompt; what the caller passed is pictures.
    private async Task<IReadOnlyList<Answer>> AnswerAsync(VisionPrompt[] prompts, AnswerOptions options, int tasks, CancellationToken cancellationToken)
    {
        try
        {
            return await model.AnswerAsync(prompts, options, cancellationToken).ConfigureAwait(false);
        }
        catch (ImageDecodeException e) when (tasks > 1 && e.Index is { } prompt)
        {
            throw new ImageDecodeException(e.Reason, e.Name, e.Detail, e.InnerException).AtIndex(prompt / tasks);
        }
    }

    private static DetectedRegion Labelled(DetectedRegion region, string label) => new() { Label = label, Score = region.Score, Box = region.Box, Polygons = region.Polygons };

    private static void CheckLabels(IReadOnlyList<string> labels)
    {
        for (int i = 0; i < labels.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(labels[i]))
            {
                throw new InvalidInputException($"Label {i} is empty; say what to look for, such as 'a red car', or pass no labels to find whatever the model knows.");
            }
        }
    }

    private sealed class PictureProgress(IProgress<BatchProgress> outer, int tasks) : IProgress<BatchProgress>
    {
        public void Report(BatchProgress value) => outer.Report(new BatchProgress(value.Done / tasks, value.Total / tasks));
    }
}
