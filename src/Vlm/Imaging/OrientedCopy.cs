using System.Runtime.InteropServices;

namespace Vlm.Imaging;

/// <summary>Applies an EXIF orientation (2 to 8) while copying pixels of four bytes.</summary>
internal static class OrientedCopy
{
    public static bool SwapsSides(int orientation) => orientation >= 5;

    /// <summary>Both sides are rows without padding; width and height are those of the source.</summary>
    public static void Copy(ReadOnlySpan<byte> source, Span<byte> target, int width, int height, int orientation)
    {
        ReadOnlySpan<uint> from = MemoryMarshal.Cast<byte, uint>(source);
        Span<uint> to = MemoryMarshal.Cast<byte, uint>(target);

        // The target index of the first pixel, and how far a step right and a step down in the source move in the target.
        int outWidth = SwapsSides(orientation) ? height : width;
        int right = width - 1;
        int bottom = height - 1;
        (int origin, int stepX, int stepY) = orientation switch
        {
            2 => (right, -1, outWidth),
            3 => ((bottom * outWidth) + right, -1, -outWidth),
            4 => (bottom * outWidth, 1, -outWidth),
            5 => (0, outWidth, 1),
            6 => (bottom, outWidth, -1),
            7 => ((right * outWidth) + bottom, -outWidth, -1),
            8 => (right * outWidth, -outWidth, 1),
            _ => (0, 1, outWidth),
        };
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<uint> row = from.Slice(y * width, width);
            int at = origin + (y * stepY);
            foreach (uint pixel in row)
            {
                to[at] = pixel;
                at += stepX;
            }
        }
    }
}
