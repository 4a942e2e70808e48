using StbImageSharp;
using Vlm.Imaging.Formats;

namespace Vlm.Imaging;

/// <summary>Decodes without native code, after the same look at the header as the default decoder.</summary>
internal sealed class StbImageDecoder : FileImageDecoder
{
    // Its pixels in its own memory, a copy of them, and the planes of a JPEG before they become pixels.
    protected override int ExtraBytesPerPixel => 12;

    protected override DecodedPixels Read(in EncodedPicture picture, CancellationToken cancellationToken)
    {
        if (picture.Header.Format == ImageFormat.WebP)
        {
            throw ImageFault.Unsupported(picture.Name, $"it is a WebP, which only {nameof(ImageDecoder)}.{nameof(ImageDecoder.Default)} reads");
        }

        if (picture.Header is { Format: ImageFormat.Png } && !PngStructure.HasRightChecksums(picture.Bytes.Span))
        {
            throw ImageFault.Corrupt(picture.Name, "a PNG whose pixel data do not have their checksum");
        }

        using WatchedMemory watched = new(picture, cancellationToken);
        PooledMemory rgba = picture.RentPixels();
        try
        {
            bool alpha = Decode(picture, watched, rgba.Span);
            return picture.Finish(rgba, alpha);
        }
        catch
        {
            rgba.Dispose();
            throw;
        }
    }

    private static bool Decode(in EncodedPicture picture, WatchedMemory watched, Span<byte> rgba)
    {
        bool alpha;
        try
        {
            alpha = picture.Header.Format == ImageFormat.Jpeg ? CopyJpeg(picture, watched, rgba) : CopyOther(picture, watched, rgba);
        }
        catch (Exception e) when (e is not (ImageDecodeException or OperationCanceledException or OutOfMemoryException))
        {
            // The package reports damage by exceptions of no particular type, and meets some of it as an index out of range.
            watched.ThrowIfStopped();
            throw picture.Header is { Format: ImageFormat.Png, HasEnd: false }
                ? ImageFault.Truncated(picture.Name, "a PNG without its end chunk (IEND)")
                : ImageFault.Corrupt(picture.Name, $"the {picture.Header.Format} decoder stops in the pixel data ({e.GetType().Name})");
        }

        watched.ThrowIfStopped();
        return watched.ReadBeyondEnd && picture.Header.Format != ImageFormat.Png
            ? throw ImageFault.Truncated(picture.Name, $"the {picture.Header.Format} holds fewer than its {picture.Header.Width}x{picture.Header.Height} pixels")
            : alpha;
    }

    private static unsafe bool CopyJpeg(in EncodedPicture picture, WatchedMemory watched, Span<byte> rgba)
    {
        byte* pixels = StbJpeg.Decode(watched, out int width, out int height);
        if (pixels == null)
        {
            watched.ThrowIfStopped();
            throw ImageFault.Corrupt(picture.Name, "the JPEG decoder stops in the pixel data");
        }

        try
        {
            CheckSides(picture, width, height);
            new ReadOnlySpan<byte>(pixels, rgba.Length).CopyTo(rgba);
            return false;
        }
        finally
        {
            StbJpeg.Free(pixels);
        }
    }

    private static bool CopyOther(in EncodedPicture picture, WatchedMemory watched, Span<byte> rgba)
    {
        ImageResult result = ImageResult.FromStream(watched, ColorComponents.RedGreenBlueAlpha);
        CheckSides(picture, result.Width, result.Height);
        result.Data.CopyTo(rgba);
        return result.SourceComp is ColorComponents.RedGreenBlueAlpha or ColorComponents.GreyAlpha;
    }

    private static void CheckSides(in EncodedPicture picture, int width, int height)
    {
        if (width != picture.Header.Width || height != picture.Header.Height)
        {
            throw ImageFault.Corrupt(picture.Name, $"the header says {picture.Header.Width}x{picture.Header.Height} pixels, the picture has {width}x{height}");
        }
    }
}
