namespace Vlm;

/// <summary>Labels pictures with the image encoder's own classes, such as ImageNet's thousand.</summary>
/// <remarks>Members are thread-safe.</remarks>
public interface IImageClassifier
{
    /// <summary>The classes.</summary>
    IReadOnlyList<string> Labels { get; }

    /// <summary>Labels each picture.</summary>
    /// <param name="images">The pictures.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Works within 100 ms.</param>
    /// <returns>Per picture, the best labels, best first.</returns>
    /// <exception cref="ImageDecodeException">A picture cannot be decoded.</exception>
    Task<IReadOnlyList<IReadOnlyList<LabelScore>>> ClassifyAsync(
        IReadOnlyList<ImageInput> images, ClassificationOptions? options = null, CancellationToken cancellationToken = default);
}
