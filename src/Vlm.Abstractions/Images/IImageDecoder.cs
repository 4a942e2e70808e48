namespace Vlm;

/// <summary>Turns an <see cref="ImageInput"/> into pixels: the first stage. Implement it to read another format.</summary>
/// <remarks>Implementations are thread-safe.</remarks>
public interface IImageDecoder
{
    /// <summary>Decodes the first frame, applies the EXIF orientation and leaves RGB.</summary>
    /// <param name="input">
    /// The picture: encoded (<see cref="ImageInput.ReadEncoded"/>), or raw (<see cref="ImageInput.Pixels"/>, <see cref="ImageInput.Raw"/>). A
    /// decoder that only reads a format refuses raw pixels with <see cref="ImageDecodeReason.Unsupported"/> and leaves them to the next.
    /// </param>
    /// <param name="options">Limits and treatment of transparency; null for the defaults.</param>
    /// <param name="cancellationToken">Checked before decoding begins; the library's decoders also stop waiting for memory, and long decodes in the middle.</param>
    /// <returns>The pixels; the caller disposes them.</returns>
    /// <exception cref="ImageDecodeException">The file is missing, not a picture, of an unsupported kind, truncated, corrupt or above the limits.</exception>
    RgbImage Decode(ImageInput input, ImageDecodeOptions? options = null, CancellationToken cancellationToken = default);
}
