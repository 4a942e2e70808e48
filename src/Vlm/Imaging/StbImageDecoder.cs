using StbImageSharp;
using Vlm.Imaging.Formats;

namespace Vlm.Imaging;

/// <summary>Decodes without native code, after the same look at the header as the default decoder.</summary>
internal sealed class StbImageDecoder : FileImageDecoder
{
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
        ImageResult result = Decode(picture, watched);
        if (result.Width != picture.Header.Width || result.Height != picture.Header.Height)
        {
            throw ImageFault.Corrupt(
                picture.Name, $"the header says {picture.Header.Width}x{picture.Header.Height} pixels, the picture has {result.Width}x{result.Height}");
        }

        PooledBytes rgba = picture.RentPixels();
        try
        {
            result.Data.CopyTo(rgba.Span);
            bool alpha = result.SourceComp is ColorComponents.RedGreenBlueAlpha or ColorComponents.GreyAlpha;
            return picture.Finish(rgba, alpha);
        }
        catch
        {
            rgba.Dispose();
            throw;
        }
    }

    private static ImageResult Decode(in EncodedPicture picture, WatchedMemory watched)
    {
        try
        {
            ImageResult result = ImageResult.FromStream(watched, ColorComponents.RedGreenBlueAlpha);
            watched.ThrowIfStopped();
            return watched.ReadBeyondEnd && picture.Header is { Format: ImageFormat.Jpeg or ImageFormat.Bmp or ImageFormat.Gif }
                ? throw ImageFault.Truncated(picture.Name, $"the {picture.Header.Format} holds fewer than its {picture.Header.Width}x{picture.Header.Height} pixels")
                : result;
        }
        catch (Exception e) when (e is not (ImageDecodeException or OperationCanceledException or OutOfMemoryException))
        {
            // The decoder reports damage by exceptions of no particular type, and meets some of it as an index out of range.
            watched.ThrowIfStopped();
            throw picture.Header is { Format: ImageFormat.Png, HasEnd: false }
                ? ImageFault.Truncated(picture.Name, "a PNG without its end chunk (IEND)")
                : ImageFault.Corrupt(picture.Name, $"the {picture.Header.Format} decoder stops ({e.Message})");
        }
    }
}
