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
        (int width, int height) = SizeOf(source.Width, source.Height, options);
        using PooledBytes resized = Resize(source, options, width, height);
        PngWriter.Write(output, resized.Span, width, height, source.Header.Mode);
    }

    /// <summary>Resizes a decoded picture; transparency that it has kept is premultiplied around the filter. Large ones on several threads, with the same bytes. Thread-safe.</summary>
    /// <param name="source">The picture; the caller keeps it.</param>
    /// <param name="options">Size and filter.</param>
    /// <returns>A picture of four bytes a pixel in pooled memory; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">A side is below 1 or above the limits, or the box does not lie inside the picture.</exception>
    public static RgbImage Resize(RgbImage source, ImageResizeOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        CheckSize(options);
        (int width, int height) = SizeOf(source.Width, source.Height, options);
        ResizeRequest request = Request(source.Width, source.Height, options, width, height, options.Filter);
        bool premultiply = source.HasAlpha && options.Filter != ResizeFilter.Nearest;
        using PooledBytes? copy = source.BytesPerPixel == 4 && !premultiply ? null : new PooledBytes(source.Width * source.Height * 4);
        PixelRows rows = new(copy?.Memory ?? source.Pixels, copy is null ? source.Stride : source.Width * 4, source.Width, source.Height);
        if (copy is not null)
        {
            CopyPixels(source, copy, premultiply);
        }

        PooledBytes result = new(width * height * 4);
        Resizer.Resize(rows, request, new CopySink(result.Memory, width * 4));
        if (premultiply)
        {
            AlphaCompositing.Unpremultiply(result.Span);
        }

        return new RgbImage(result.Memory, width, height, 4, owner: result) { HasAlpha = source.HasAlpha };
    }

    /// <summary>Resizes one channel of float32 samples (Pillow's mode F): the same bits, with sums in double precision. Thread-safe.</summary>
    /// <param name="source">Rows of samples without padding.</param>
    /// <param name="width">Samples in a row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="newWidth">Columns of the result, 1 or more.</param>
    /// <param name="newHeight">Rows of the result, 1 or more.</param>
    /// <param name="filter">The filter.</param>
    /// <returns>The samples of the result, row by row.</returns>
    /// <exception cref="ArgumentException">A side is below 1, the samples are not width times height, or the result is too large for an array.</exception>
    public static float[] Resize(ReadOnlySpan<float> source, int width, int height, int newWidth, int newHeight, ResizeFilter filter = ResizeFilter.Bicubic)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(newWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(newHeight, 1);
        if (source.Length != (long)width * height)
        {
            throw new ArgumentException($"{width}x{height} samples were announced, but {source.Length} were given.", nameof(source));
        }

        long largest = Math.Max((long)newWidth * newHeight, Math.Max((long)newWidth * height, (long)width * newHeight));
        return largest <= Array.MaxLength && Enum.IsDefined(filter)
            ? FloatResizer.Resize(source, width, height, newWidth, newHeight, filter)
            : throw new ArgumentException($"{newWidth}x{newHeight} samples with the filter {filter} cannot be made.", nameof(newWidth));
    }

    /// <summary>The result's pixels, red, green, blue, alpha.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The caller disposes the result.")]
    private static PooledBytes Resize(DecodedPixels source, ImageResizeOptions options, int width, int height)
    {
        PixelMode mode = source.Header.Mode;
        bool indexed = mode == PixelMode.Indexed;
        ResizeRequest request = Request(source.Width, source.Height, options, width, height, indexed ? ResizeFilter.Nearest : options.Filter);
        bool premultiply = mode is PixelMode.Rgba or PixelMode.GrayAlpha && request.Filter != ResizeFilter.Nearest && !IsCopy(source, request);
        if (premultiply)
        {
            AlphaCompositing.Premultiply(source.Rgba.Span);
        }

        PooledBytes result = new(width * height * 4);
        PixelRows rows = new(source.Rgba.Memory, source.Width * 4, source.Width, source.Height);
        Resizer.Resize(rows, request, new CopySink(result.Memory, width * 4));
        if (premultiply)
        {
            AlphaCompositing.Unpremultiply(result.Span);
        }

        return result;
    }

    private static bool IsCopy(DecodedPixels source, in ResizeRequest request) =>
        request.Width == source.Width && request.Height == source.Height && request.Box == ResizeBox.Whole(source.Width, source.Height);

    private static void CopyPixels(RgbImage source, PooledBytes copy, bool premultiply)
    {
        if (source.BytesPerPixel == 3)
        {
            RgbExpansion.Expand(source, copy.Span);
            return;
        }

        for (int y = 0; y < source.Height; y++)
        {
            source.Row(y).CopyTo(copy.Span[(y * source.Width * 4)..]);
        }

        if (premultiply)
        {
            AlphaCompositing.Premultiply(copy.Span);
        }
    }

    private static (int Width, int Height) SizeOf(int width, int height, ImageResizeOptions options) =>
        options.Thumbnail ? ThumbnailSize.Of(width, height, options.Width, options.Height) : (options.Width, options.Height);

    private static ResizeRequest Request(int sourceWidth, int sourceHeight, ImageResizeOptions options, int width, int height, ResizeFilter filter) => new(width, height, filter)
    {
        Box = Box(sourceWidth, sourceHeight, options),
        ReducingGap = options.ReducingGap,
        HorizontalFirst = options.PillowPassOrder == 12,
    };

    private static ResizeBox Box(int width, int height, ImageResizeOptions options)
    {
        if (options.Box is not { } box)
        {
            return ResizeBox.Whole(width, height);
        }

        bool inside = box.Count == 4 && box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height && box[0] < box[2] && box[1] < box[3];
        return inside
            ? new ResizeBox((float)box[0], (float)box[1], (float)box[2], (float)box[3])
            : throw new ArgumentException(
                $"The box [{string.Join(", ", box)}] (left, top, right, bottom) does not lie inside the picture of {width}x{height} pixels.", nameof(options));
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

        if (options.Thumbnail && options.Box is not null)
        {
            throw new ArgumentException("A thumbnail is made of the whole picture; leave the box away.", nameof(options));
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
