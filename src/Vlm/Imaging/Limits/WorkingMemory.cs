using Vlm.Imaging.Formats;

namespace Vlm.Imaging;

/// <summary>What a decode needs beside the encoded file, at most, from the header alone.</summary>
internal static class WorkingMemory
{
    private const int PixelBytes = 4;

    /// <summary>The decoded pixels, the turned copy of them, and the codec's own buffers.</summary>
    /// <param name="header">The header.</param>
    /// <param name="encoded">Length of the encoded picture, in bytes.</param>
    /// <param name="extraBytesPerPixel">What this codec takes beyond that.</param>
    /// <param name="scale">The <see cref="ReducedScale"/>; the codec's buffers may be those of the whole picture all the same.</param>
    public static long Of(in ImageHeader header, long encoded, int extraBytesPerPixel, ReducedScale scale)
    {
        int codec = header.Format switch
        {
            // The coefficients of the whole picture: 16 bits for each sample of up to four channels.
            ImageFormat.Jpeg => header.Passes ? 8 : 0,
            // Interlaced rows cannot be given out before the last pass: up to four channels of 16 bits.
            ImageFormat.Png => header.Passes ? 8 : 0,
            ImageFormat.Gif or ImageFormat.WebP => 4,
            _ => 0,
        };
        int turned = header.Orientation == ExifOrientation.Upright ? 0 : PixelBytes;
        long rewritten = header.SampleBits == 16 || header is { Format: ImageFormat.Jpeg, Passes: false } ? encoded : 0;
        long pixels = header.Width * header.Height;

        // The codec's picture, from which the uneven one is made where the codec has to decode it.
        long uneven = scale.IsEven ? 0 : pixels / (scale.Codec * scale.Codec) * PixelBytes;
        return (pixels * (codec + extraBytesPerPixel)) + (pixels / (scale.Across * scale.Down) * (PixelBytes + turned)) + uneven + rewritten;
    }
}
