namespace Vlm;

/// <summary>
/// Finds regions of pictures and labels them. Found through <see cref="IVisionLanguageModel.GetService"/> on models that list
/// <see cref="ModelCapabilities.Detect"/>.
/// </summary>
/// <remarks>Members are thread-safe.</remarks>
public interface IObjectDetector
{
    /// <summary>Whether the model must be told what to look for. Otherwise an empty list of labels finds whatever it knows.</summary>
    bool NeedsLabels { get; }

    /// <summary>Looks for each label in each picture.</summary>
    /// <param name="images">The pictures.</param>
    /// <param name="labels">What to look for, in words.</param>
    /// <param name="options">Null, and null members, mean the model's own defaults.</param>
    /// <param name="cancellationToken">Works within 100 ms or one decode step.</param>
    /// <returns>Per picture, its regions, best first where the model gives scores; boxes in pixels of the picture as it was given.</returns>
    /// <exception cref="ImageDecodeException">A picture cannot be decoded.</exception>
    /// <exception cref="InvalidInputException">There are no labels and the model needs some, or a label is empty.</exception>
    Task<IReadOnlyList<IReadOnlyList<DetectedRegion>>> DetectAsync(
        IReadOnlyList<ImageInput> images, IReadOnlyList<string> labels, DetectionOptions? options = null, CancellationToken cancellationToken = default);
}
