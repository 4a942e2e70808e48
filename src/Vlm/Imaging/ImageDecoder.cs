using Vlm.Imaging;

namespace Vlm;

/// <summary>The picture decoders that come with the library, and how to combine them with one's own.</summary>
public static class ImageDecoder
{
    /// <summary>
    /// Used unless another is given (<see cref="VlmOptions.Decoder"/>): reads PNG, JPEG (gray, colour, CMYK, progressive), WebP,
    /// GIF (first frame), BMP and ICO (largest picture) with Skia's native codecs; applies the EXIF orientation and checks
    /// <see cref="ImageLimits"/> before it takes memory. Content decides, not the file's name. The pixels are Pillow's, one
    /// by one. Baseline JPEG it decodes itself where the processor has AVX2: the same bytes in less time. Thread-safe.
    /// </summary>
    public static IImageDecoder Default { get; } = new SkiaImageDecoder();

    /// <summary>
    /// Without native code, by StbImageSharp: PNG, JPEG, GIF (first frame), BMP and ICO, under the same limits, with the same
    /// errors and orientation. WebP, run-length encoded BMP and arithmetic JPEG are unsupported; a GIF's frame must lie within its
    /// canvas. Pixels of lossless files are those of <see cref="Default"/>, except what a GIF's first frame leaves empty; those of
    /// JPEG differ by a few levels, CMYK by more. Slower. Thread-safe.
    /// </summary>
    public static IImageDecoder Managed { get; } = new StbImageDecoder();

    /// <summary>
    /// Asks one decoder after the other: the next is asked where one says that a picture is of no kind that it reads
    /// (<see cref="ImageDecodeReason.NotAnImage"/> or <see cref="ImageDecodeReason.Unsupported"/>). A decoder of another format
    /// is one class of yours: <c>ImageDecoder.FirstOf(new MyTiffDecoder(), ImageDecoder.Default)</c>.
    /// </summary>
    /// <param name="decoders">One or more, in the order in which they are asked.</param>
    /// <returns>A decoder that is as thread-safe as its parts. When nobody reads the picture, the error is the last one's.</returns>
    /// <exception cref="ArgumentException">There is none, or one is null.</exception>
    public static IImageDecoder FirstOf(params IReadOnlyList<IImageDecoder> decoders)
    {
        ArgumentNullException.ThrowIfNull(decoders);
        return decoders.Count > 0 && decoders.All(decoder => decoder is not null)
            ? new DecoderChain([.. decoders])
            : throw new ArgumentException("At least one decoder is needed, and none may be null.", nameof(decoders));
    }
}
