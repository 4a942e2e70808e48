namespace Vlm;

/// <summary>Pixel values to image features: a CNN, a ViT, or the user's own.</summary>
/// <remarks>Implementations are thread-safe. The model that an encoder was given to disposes it.</remarks>
public interface IImageEncoder : IDisposable
{
    /// <summary>The tensors that it reads.</summary>
    IReadOnlyList<TensorSpec> Inputs { get; }

    /// <summary>The widths of what it gives.</summary>
    FeatureSizes OutputSizes { get; }

    /// <summary>The names of its own classes in the order of the extra <c>logits</c>; empty where it has none.</summary>
    IReadOnlyList<string> ClassLabels { get; }

    /// <summary>Encodes a batch.</summary>
    /// <param name="pixels">What its processor made; the caller keeps it.</param>
    /// <param name="cancellationToken">Stops a run that is under way within about 100 ms.</param>
    /// <returns>The features; the caller disposes them.</returns>
    /// <exception cref="TensorShapeException">The tensors are not of the declared shapes.</exception>
    ImageFeatures Encode(PixelValues pixels, CancellationToken cancellationToken = default);
}
