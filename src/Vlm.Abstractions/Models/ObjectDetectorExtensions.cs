namespace Vlm;

/// <summary>Calls for one picture and for long inputs over <see cref="IObjectDetector"/>.</summary>
public static class ObjectDetectorExtensions
{
    /// <summary>Looks for each label in one picture.</summary>
    /// <param name="detector">The detector.</param>
    /// <param name="image">The picture.</param>
    /// <param name="labels">What to look for, in words.</param>
    /// <param name="options">Null for the model's own defaults.</param>
    /// <param name="cancellationToken">Works within 100 ms or one decode step.</param>
    public static async Task<IReadOnlyList<DetectedRegion>> DetectAsync(
        this IObjectDetector detector, ImageInput image, IReadOnlyList<string> labels, DetectionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(detector);
        return (await detector.DetectAsync([image], labels, options, cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>Looks for each label in any number of pictures; what cannot be read becomes an <see cref="ItemResult{T}.Error"/>.</summary>
    /// <param name="detector">The detector.</param>
    /// <param name="images">The pictures; read as the results are consumed.</param>
    /// <param name="labels">What to look for, in words.</param>
    /// <param name="options">Null for the model's own defaults; <see cref="InferenceOptions.BatchSize"/> is the size of a group.</param>
    /// <param name="cancellationToken">Works within 100 ms or one decode step.</param>
    public static IAsyncEnumerable<ItemResult<IReadOnlyList<DetectedRegion>>> DetectEachAsync(
        this IObjectDetector detector, IEnumerable<ImageInput> images, IReadOnlyList<string> labels, DetectionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(detector);
        return VisionLanguageModelEachExtensions.EachAsync(images, options, group => detector.DetectAsync(group, labels, options, cancellationToken), cancellationToken);
    }
}
