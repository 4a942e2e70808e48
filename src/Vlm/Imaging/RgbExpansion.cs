using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vlm.Imaging;

/// <summary>Copies a picture to rows of four bytes a pixel without padding; the fourth is 255.</summary>
internal static class RgbExpansion
{
    private const int PixelsAtOnce = 4;
    private const uint Opaque = 0xFF000000;

    public static void Expand(RgbImage image, Span<byte> target)
    {
        int rowBytes = image.Width * 4;
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            Span<byte> to = target.Slice(y * rowBytes, rowBytes);
            if (image.BytesPerPixel == 4)
            {
                row.CopyTo(to);
            }
            else
            {
                ExpandRow(row, MemoryMarshal.Cast<byte, uint>(to));
            }
        }
    }

    private static void ExpandRow(ReadOnlySpan<byte> rgb, Span<uint> target)
    {
        // Sixteen bytes are read for the twelve of four pixels.
        Vector128<byte> spread = Vector128.Create(0, 1, 2, 0x80, 3, 4, 5, 0x80, 6, 7, 8, 0x80, 9, 10, 11, (byte)0x80);
        Vector128<uint> alpha = Vector128.Create(Opaque);
        ref byte from = ref MemoryMarshal.GetReference(rgb);
        int x = 0;
        for (; (x * 3) + Vector128<byte>.Count <= rgb.Length; x += PixelsAtOnce)
        {
            Vector128<byte> pixels = Vector128.LoadUnsafe(ref from, (nuint)(x * 3));
            (Vector128.Shuffle(pixels, spread).AsUInt32() | alpha).CopyTo(target[x..]);
        }

        for (; x < target.Length; x++)
        {
            int at = x * 3;
            target[x] = rgb[at] | ((uint)rgb[at + 1] << 8) | ((uint)rgb[at + 2] << 16) | Opaque;
        }
    }
}
