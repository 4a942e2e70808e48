namespace Vlm;

/// <summary>Pixels to what an image encoder reads: resize, crop, rescale, normalise. The door of an image encoder.</summary>
/// <remarks>Implementations are thread-safe.</remarks>
public interface IImageProcessor
{
    /// <summary>The tensors that it makes, with their shapes as far as they are fixed; compared with the encoder's inputs when a model is built.</summary>
    IReadOnlyList<TensorSpec> Outputs { get; }

    /// <summary>Processes a batch.</summary>
    /// <param name="images">The pictures; the caller keeps them.</param>
    /// <param name="cancellationToken">Checked for each picture.</param>
    /// <returns>The tensors; the caller disposes them.</returns>
    /// <exception cref="InvalidInputException">A picture's shape cannot be processed; its index tells which one of a batch.</exception>
    PixelValues Process(IReadOnlyList<RgbImage> images, CancellationToken cancellationToken = default);
}
