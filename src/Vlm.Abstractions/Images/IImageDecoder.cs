namespace Vlm;

/// <summary>Turns an <see cref="ImageInput"/> into pixels: the first stage. Implement it to read another format.</summary>
/// <remarks>Implementations are thread-safe.</remarks>
public interface IImageDecoder
{
    /// <summary>Decodes the first frame, applies the EXIF orientation and leaves RGB.</summary>
    /// <param name="input">The picture. Raw pixels are passed through.</param>
    /// <param name="options">Limits and treatment of transparency; null for the defaults.</param>
    /// <param name="cancellationToken">Checked before decoding begins.</param>
    /// <returns>The pixels; the caller disposes them.</returns>
    /// <exception cref="ImageDecodeException">The file is missing, not a picture, of an unsupported kind, truncated, corrupt or above the limits.</exception>
    RgbImage Decode(ImageInput input, ImageDecodeOptions? options = null, CancellationToken cancellationToken = default);
}
