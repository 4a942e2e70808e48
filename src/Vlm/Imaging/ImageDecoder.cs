using Vlm.Imaging;

namespace Vlm;

/// <summary>The picture decoder that models use unless another is given.</summary>
public static class ImageDecoder
{
    /// <summary>
    /// Reads PNG, JPEG (gray, colour, CMYK, progressive), WebP, GIF (first frame) and BMP; applies the EXIF orientation and
    /// checks <see cref="ImageLimits"/> before it takes memory. Content decides, not the file's name. Thread-safe.
    /// </summary>
    public static IImageDecoder Default { get; } = new SkiaImageDecoder();
}
