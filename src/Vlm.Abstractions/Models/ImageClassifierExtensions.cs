namespace Vlm;

/// <summary>Calls for long inputs over <see cref="IImageClassifier"/>.</summary>
public static class ImageClassifierExtensions
{
    /// <summary>Labels any number of pictures with the image encoder's own classes; what cannot be read becomes an <see cref="ItemResult{T}.Error"/>.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="images">The pictures; read as the results are consumed.</param>
    /// <param name="options">Null for the defaults; <see cref="InferenceOptions.BatchSize"/> is the size of a group.</param>
    /// <param name="cancellationToken">Works within 100 ms.</param>
    public static IAsyncEnumerable<ItemResult<IReadOnlyList<LabelScore>>> ClassifyEachAsync(
        this IImageClassifier classifier, IEnumerable<ImageInput> images, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        return VisionLanguageModelEachExtensions.EachAsync(images, options, group => classifier.ClassifyAsync(group, options, cancellationToken), cancellationToken);
    }
}
