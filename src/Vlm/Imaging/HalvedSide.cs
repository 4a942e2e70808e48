using System.Runtime.InteropServices;

namespace Vlm.Imaging;

/// <summary>Makes a picture of four bytes a pixel half as wide or half as high: the means of two neighbours each.</summary>
internal static class HalvedSide
{
    /// <summary>Both pictures are rows without padding; a side that is odd ends with a pixel of its own.</summary>
    public static void Copy(ReadOnlySpan<byte> source, int width, int height, Span<byte> target, int targetWidth, int targetHeight)
    {
        ReadOnlySpan<uint> from = MemoryMarshal.Cast<byte, uint>(source);
        Span<uint> to = MemoryMarshal.Cast<byte, uint>(target);
        (int stepX, int stepY) = (targetWidth < width ? 2 : 1, targetHeight < height ? 2 : 1);
        for (int y = 0; y < targetHeight; y++)
        {
            ReadOnlySpan<uint> first = from.Slice(y * stepY * width, width);
            ReadOnlySpan<uint> second = from.Slice(Math.Min((y * stepY) + stepY - 1, height - 1) * width, width);
            Span<uint> row = to.Slice(y * targetWidth, targetWidth);
            for (int x = 0; x < targetWidth; x++)
            {
                row[x] = Mean(first[x * stepX], second[Math.Min((x * stepX) + stepX - 1, width - 1)]);
            }
        }
    }

    // Four bytes at once, rounded up: a + b = 2 (a or b) - (a xor b).
    private static uint Mean(uint a, uint b) => (a | b) - (((a ^ b) >> 1) & 0x7F7F7F7F);
}
