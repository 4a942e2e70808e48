using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using SkiaSharp;
using Vlm.Imaging.Formats;

namespace Vlm.Imaging;

/// <summary>Decodes PNG, JPEG, WebP, GIF and BMP with Skia's codecs, after its own look at the header.</summary>
internal sealed class SkiaImageDecoder : IImageDecoder
{
    private const uint OpaqueBlack = 0xFF000000;

    public RgbImage Decode(ImageInput input, ImageDecodeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        options ??= ImageDecodeOptions.Default;
        cancellationToken.ThrowIfCancellationRequested();
        if (input.Pixels is { } pixels)
        {
            return new RgbImage(pixels.Pixels, pixels.Width, pixels.Height, pixels.BytesPerPixel, pixels.Stride);
        }

        DecodedPixels decoded = DecodeRgba(input, options.Limits);
        if (decoded.HasAlpha && options.Alpha == AlphaHandling.White)
        {
            AlphaCompositing.OnWhite(decoded.Rgba.Span);
        }

        return Orient(decoded, decoded.HasAlpha && options.Alpha == AlphaHandling.Keep);
    }

    /// <summary>The pixels with their transparency, as stored in the file; the caller disposes them.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The pixels own the buffer; it is disposed here when decoding fails.")]
    public static DecodedPixels DecodeRgba(ImageInput input, ImageLimits limits)
    {
        using IMemoryOwner<byte> encoded = input.ReadEncoded(limits.MaxEncodedBytes);
        ImageHeader header = ImageSignature.ReadHeader(encoded.Memory.Span, input.Name);
        CheckLimits(header.Width, header.Height, limits, input.Name);

        Memory<byte> bytes = encoded.Memory;
        using PooledBytes? patched = header.SampleBits == 16 ? new PooledBytes(bytes.Length) : null;
        if (patched is not null)
        {
            PngGray16.CopyAsGrayAlpha(bytes.Span, patched.Span);
            bytes = patched.Memory;
        }

        using MemoryHandle pinned = bytes.Pin();
        using SKData data = Wrap(pinned, bytes.Length);
        using SKCodec codec = SKCodec.Create(data) ?? throw ImageFault.Corrupt(input.Name, $"the {header.Format} decoder refuses the header");
        SKImageInfo info = codec.Info;
        CheckLimits(info.Width, info.Height, limits, input.Name);
        bool alpha = info.AlphaType != SKAlphaType.Opaque && header.SampleBits == 8 && header.EmptyPixel is not >= OpaqueBlack;
        SKImageInfo wanted = new(info.Width, info.Height, SKColorType.Rgba8888, info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul);
        PooledBytes rgba = new(wanted.BytesSize);
        try
        {
            Read(codec, wanted, rgba, header, input.Name);
        }
        catch
        {
            rgba.Dispose();
            throw;
        }

        return new DecodedPixels(rgba, info.Width, info.Height, alpha, header);
    }

    private static void Read(SKCodec codec, SKImageInfo wanted, PooledBytes rgba, ImageHeader header, string name)
    {
        using MemoryHandle target = rgba.Memory.Pin();
        Check(GetPixels(codec, wanted, target), header, name);
        if (header.SampleBits == 16)
        {
            PngGray16.Clip(rgba.Span);
        }
        else if (header.SampleBits == 5)
        {
            PillowSamples.WidenFiveBits(rgba.Span);
        }

        if (header.EmptyPixel is { } empty && wanted.AlphaType != SKAlphaType.Opaque)
        {
            PillowSamples.FillEmpty(rgba.Span, empty);
        }
    }

    private static RgbImage Orient(DecodedPixels decoded, bool keepAlpha)
    {
        (int width, int height, int orientation) = (decoded.Width, decoded.Height, decoded.Header.Orientation);
        PooledBytes rgba = decoded.Rgba;
        if (orientation != ExifOrientation.Upright)
        {
            rgba = new PooledBytes(width * height * 4);
            OrientedCopy.Copy(decoded.Rgba.Span, rgba.Span, width, height, orientation);
            decoded.Dispose();
        }

        return OrientedCopy.SwapsSides(orientation)
            ? new RgbImage(rgba.Memory, height, width, 4, owner: rgba) { HasAlpha = keepAlpha }
            : new RgbImage(rgba.Memory, width, height, 4, owner: rgba) { HasAlpha = keepAlpha };
    }

    private static void CheckLimits(long width, long height, ImageLimits limits, string name)
    {
        if (width == 0 || height == 0)
        {
            throw ImageFault.Corrupt(name, $"a picture of {width}x{height} pixels");
        }

        // The product of two numbers of 32 bits without sign may exceed 63 bits; a quotient cannot.
        if (width > limits.MaxSide || height > limits.MaxSide || width > Math.Min(limits.MaxPixels, Array.MaxLength / 4) / height)
        {
            throw new ImageDecodeException(
                ImageDecodeReason.TooLarge,
                name,
                $"{width}x{height} pixels are more than the limits of {limits.MaxPixels} pixels and {limits.MaxSide} a side. "
                + $"Make the picture smaller, or raise {nameof(ImageLimits)} if you trust it.");
        }
    }

    private static void Check(SKCodecResult result, ImageHeader header, string name)
    {
        switch (result)
        {
            case SKCodecResult.Success:
                return;
            case SKCodecResult.IncompleteInput when header.HasEnd:
                throw ImageFault.Corrupt(name, $"the {header.Format} is whole, but its data do not give {header.Width}x{header.Height} pixels");
            case SKCodecResult.IncompleteInput:
                throw ImageFault.Truncated(name, $"the {header.Format} holds fewer than its {header.Width}x{header.Height} pixels");
            case SKCodecResult.ErrorInInput or SKCodecResult.InvalidInput:
                throw ImageFault.Corrupt(name, $"the {header.Format} decoder stops in the pixel data");
            case SKCodecResult.Unimplemented or SKCodecResult.InvalidConversion:
                throw ImageFault.Unsupported(name, $"it is a kind of {header.Format} that is not read");
            default:
                throw ImageFault.Corrupt(name, $"the {header.Format} decoder fails ({result})");
        }
    }

    // The codec reads the encoded bytes where they lie and writes the pixels where they are wanted: no copies.
    private static unsafe SKData Wrap(MemoryHandle pinned, int length) => SKData.Create((IntPtr)pinned.Pointer, length);

    private static unsafe SKCodecResult GetPixels(SKCodec codec, SKImageInfo info, MemoryHandle target) =>
        codec.GetPixels(info, (IntPtr)target.Pointer);
}
