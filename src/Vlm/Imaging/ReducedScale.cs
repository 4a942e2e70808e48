using Vlm.Imaging.Formats;

namespace Vlm.Imaging;

/// <summary>By how much a picture may be reduced while it is decoded: 1 (not at all), 2, 4 or 8.</summary>
internal static class ReducedScale
{
    // Twice the wanted size leaves the resize filter enough to look like that of the whole picture.
    private const int Margin = 2;
    private const int Most = 8;

    public static int Of(in ImageHeader header, ImageDecodeOptions options)
    {
        if (!options.FastDecode || options.TargetSize is null || header.Frames != 1 || header.Format is not (ImageFormat.Jpeg or ImageFormat.WebP))
        {
            return 1;
        }

        bool turned = OrientedCopy.SwapsSides(header.Orientation);
        (int width, int height) = turned ? ((int)header.Height, (int)header.Width) : ((int)header.Width, (int)header.Height);
        if (options.TargetSize(width, height) is not { } target)
        {
            return 1;
        }

        int scale = 1;
        while (scale < Most && Fits(width, target.Width, scale * 2) && Fits(height, target.Height, scale * 2))
        {
            scale *= 2;
        }

        return scale;
    }

    /// <summary>A side at a reduced scale: rounded up, as JPEG does.</summary>
    public static int Side(int side, int scale) => (side + scale - 1) / scale;

    private static bool Fits(int side, int target, int scale) => side >= (long)Math.Max(1, target) * Margin * scale;
}
