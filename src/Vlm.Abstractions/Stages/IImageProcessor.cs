namespace Vlm;

/// <summary>Pixels to what an image encoder reads: resize, crop, rescale, normalise. The door of an image encoder.</summary>
/// <remarks>Implementations are thread-safe.</remarks>
public interface IImageProcessor
{
    /// <summary>The tensors that it makes, with their shapes as far as they are fixed; compared with the encoder's inputs when a model is built.</summary>
    IReadOnlyList<TensorSpec> Outputs { get; }

    /// <summary>
    /// The largest size that a picture is resized to, from its width and height, for decoders that can give a smaller picture of
    /// a large file (<see cref="ImageDecodeOptions.FastDecode"/>); null, as it is by default, where all of its pixels are needed.
    /// </summary>
    /// <param name="width">The upright picture's width in pixels.</param>
    /// <param name="height">Its height.</param>
    (int Width, int Height)? TargetSize(int width, int height) => null;

    /// <summary>Processes a batch.</summary>
    /// <param name="images">The pictures; the caller keeps them.</param>
    /// <param name="cancellationToken">Checked for each picture.</param>
    /// <returns>The tensors; the caller disposes them.</returns>
    /// <exception cref="InvalidInputException">A picture's shape cannot be processed; its index tells which one of a batch.</exception>
    PixelValues Process(IReadOnlyList<RgbImage> images, CancellationToken cancellationToken = default);
}
