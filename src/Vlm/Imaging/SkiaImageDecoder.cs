using System.Buffers;
using SkiaSharp;
using Vlm.Imaging.Formats;
using Vlm.Imaging.Jpeg;

namespace Vlm.Imaging;

/// <summary>
/// Decodes PNG, JPEG, WebP, GIF, BMP and ICO with Skia's codecs, after the library's own look at the header; JPEG of the usual
/// kind by itself, which is faster.
/// </summary>
internal sealed class SkiaImageDecoder : FileImageDecoder
{
    /// <summary>The pixels with their transparency, as stored in the file; the caller disposes them.</summary>
    public static DecodedPixels DecodeRgba(ImageInput input, ImageLimits limits, CancellationToken cancellationToken = default)
    {
        using EncodedPicture picture = EncodedPicture.Open(input, new ImageDecodeOptions { Limits = limits }, cancellationToken);
        return ReadPixels(picture, cancellationToken);
    }

    protected override bool CanReduce => true;

    protected override DecodedPixels Read(in EncodedPicture picture, CancellationToken cancellationToken) => ReadPixels(picture, cancellationToken);

    private static DecodedPixels ReadPixels(in EncodedPicture picture, CancellationToken cancellationToken)
    {
        PooledMemory rgba = picture.RentPixels();
        try
        {
            bool alpha = !BaselineJpeg.TryDecode(picture, rgba.Span, cancellationToken) && ReadByCodec(picture, rgba, cancellationToken);
            return picture.Finish(rgba, alpha);
        }
        catch
        {
            rgba.Dispose();
            throw;
        }
    }

    // Whether there is transparency.
    private static bool ReadByCodec(in EncodedPicture picture, PooledMemory rgba, CancellationToken cancellationToken)
    {
        // The codec reads the encoded bytes where they lie and writes the pixels where they are wanted: no copies.
        using MemoryHandle pinned = picture.Bytes.Pin();
        using WatchedStream? watch = WatchedStream.Needs(picture) ? new WatchedStream(pinned, picture, cancellationToken) : null;
        using SKData? data = watch is null ? Wrap(pinned, picture.Bytes.Length) : null;
        using SKCodec codec = Open(picture, data, watch);
        SKImageInfo info = codec.Info;
        if (info.Width != picture.Header.Width || info.Height != picture.Header.Height)
        {
            throw ImageFault.Corrupt(
                picture.Name, $"the header says {picture.Header.Width}x{picture.Header.Height} pixels, the picture has {info.Width}x{info.Height}");
        }

        bool alpha = info.AlphaType != SKAlphaType.Opaque;
        SKImageInfo wanted = info.WithSize(picture.CodecWidth, picture.CodecHeight).WithColorType(SKColorType.Rgba8888);
        wanted.AlphaType = alpha ? SKAlphaType.Unpremul : SKAlphaType.Opaque;
        using PooledBytes? even = picture.Scale.IsEven ? null : new PooledBytes(wanted.BytesSize);
        using MemoryHandle target = (even ?? rgba).Memory.Pin();
        SKCodecResult result = GetPixels(codec, wanted, target);
        watch?.ThrowIfStopped();
        Check(result, picture.Header, picture.Name);
        if (even is not null)
        {
            HalvedSide.Copy(even.Span, wanted.Width, wanted.Height, rgba.Span, picture.Width, picture.Height);
        }

        return alpha;
    }

    private static SKCodec Open(in EncodedPicture picture, SKData? data, WatchedStream? watch)
    {
        SKCodec? codec = watch is null ? SKCodec.Create(data) : SKCodec.Create(watch);
        watch?.ThrowIfStopped();
        return codec ?? throw ImageFault.Corrupt(picture.Name, $"the {picture.Header.Format} decoder refuses the header");
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

    private static unsafe SKData Wrap(MemoryHandle pinned, int length) => SKData.Create((IntPtr)pinned.Pointer, length);

    private static unsafe SKCodecResult GetPixels(SKCodec codec, SKImageInfo info, MemoryHandle target) =>
        codec.GetPixels(info, (IntPtr)target.Pointer);
}
