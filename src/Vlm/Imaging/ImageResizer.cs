using System.Diagnostics.CodeAnalysis;
using Vlm.Imaging;
using Vlm.Imaging.Formats;
using Vlm.Imaging.Resizing;

namespace Vlm;

/// <summary>Resizes picture files exactly as Pillow's <c>Image.open(input).resize(…)</c> does: the same bytes.</summary>
public static class ImageResizer
{
    /// <summary>
    /// Writes a resized copy as PNG. Gray, gray with alpha, RGB and RGBA stay what they are; transparency is premultiplied
    /// around the filter; palette and 1-bit pictures take the nearest pixel, whatever the filter says, and are written in
    /// colour. The EXIF orientation is not applied, as in Pillow. Thread-safe.
    /// </summary>
    /// <param name="input">A PNG, JPEG, WebP, GIF or BMP file.</param>
    /// <param name="output">The PNG to write; it appears under this name only when it is complete.</param>
    /// <param name="options">Size and filter.</param>
    /// <exception cref="ImageDecodeException">The input cannot be decoded.</exception>
    /// <exception cref="ArgumentException">A side is below 1 or above the limits, or the box does not lie inside the picture.</exception>
    /// <exception cref="IOException">The output cannot be written.</exception>
    public static void ResizeFile(string input, string output, ImageResizeOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(output);
        ArgumentNullException.ThrowIfNull(options);
        CheckSize(options);
        using DecodedPixels source = SkiaImageDecoder.DecodeRgba(ImageInput.FromFile(input), options.Limits);
        using PooledBytes resized = Resize(source, options);
        PngWriter.Write(output, resized.Span, options.Width, options.Height, source.Header.Mode);
    }

    /// <summary>The result's pixels, red, green, blue, alpha.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The caller disposes the result.")]
    private static PooledBytes Resize(DecodedPixels source, ImageResizeOptions options)
    {
        PixelMode mode = source.Header.Mode;
        bool indexed = mode == PixelMode.Indexed;
        ResizeRequest request = new(options.Width, options.Height, indexed ? ResizeFilter.Nearest : options.Filter)
        {
            Box = Box(source, options),
            ReducingGap = options.ReducingGap,
            HorizontalFirst = options.PillowPassOrder == 12,
        };
        bool premultiply = mode is PixelMode.Rgba or PixelMode.GrayAlpha && request.Filter != ResizeFilter.Nearest && !IsCopy(source, request);
        if (premultiply)
        {
            AlphaCompositing.Premultiply(source.Rgba.Span);
        }

        PooledBytes result = new(options.Width * options.Height * 4);
        PixelRows rows = new(source.Rgba.Memory, source.Width * 4, source.Width, source.Height);
        Resizer.Resize(rows, request, new CopySink(result.Memory, options.Width * 4));
        if (premultiply)
        {
            AlphaCompositing.Unpremultiply(result.Span);
        }

        return result;
    }

    private static bool IsCopy(DecodedPixels source, in ResizeRequest request) =>
        request.Width == source.Width && request.Height == source.Height && request.Box == ResizeBox.Whole(source.Width, source.Height);

    private static ResizeBox Box(DecodedPixels source, ImageResizeOptions options)
    {
        if (options.Box is not { } box)
        {
            return ResizeBox.Whole(source.Width, source.Height);
        }

        bool inside = box.Count == 4 && box[0] >= 0 && box[1] >= 0 && box[2] <= source.Width && box[3] <= source.Height && box[0] < box[2] && box[1] < box[3];
        return inside
            ? new ResizeBox((float)box[0], (float)box[1], (float)box[2], (float)box[3])
            : throw new ArgumentException(
                $"The box [{string.Join(", ", box)}] (left, top, right, bottom) does not lie inside the picture of {source.Width}x{source.Height} pixels.", nameof(options));
    }

    private static void CheckSize(ImageResizeOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Height, 1);
        if (options.Width > options.Limits.MaxSide || options.Height > options.Limits.MaxSide || (long)options.Width * options.Height > options.Limits.MaxPixels)
        {
            throw new ArgumentException(
                $"{options.Width}x{options.Height} pixels are more than the limits of {options.Limits.MaxPixels} pixels and {options.Limits.MaxSide} a side.", nameof(options));
        }

        if (options.ReducingGap is < 1)
        {
            throw new ArgumentException($"A reducing gap of {options.ReducingGap} is below 1.", nameof(options));
        }

        if (options.PillowPassOrder is not (12 or 13))
        {
            throw new ArgumentException($"The pass order of Pillow {options.PillowPassOrder} is not known; 13 and 12 are.", nameof(options));
        }

        if (!Enum.IsDefined(options.Filter))
        {
            throw new ArgumentException($"There is no filter {options.Filter}.", nameof(options));
        }
    }
}
