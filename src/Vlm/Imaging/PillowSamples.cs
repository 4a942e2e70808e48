using System.Runtime.InteropServices;

namespace Vlm.Imaging;

/// <summary>Where Pillow's 8-bit values differ from the codec's, and models were trained on Pillow's.</summary>
internal static class PillowSamples
{
    public const uint OpaqueBlack = 0xFF000000;

    /// <summary>5 bits v become v*255/31 rounded down, and 6 bits v*255/63; the codec rounds to the nearest.</summary>
    /// <param name="rgba">The codec's pixels.</param>
    /// <param name="greenBits">5 or 6; red and blue have 5.</param>
    public static void WidenBits(Span<byte> rgba, int greenBits)
    {
        Span<byte> five = stackalloc byte[256];
        Span<byte> green = stackalloc byte[256];
        Levels(five, 31);
        Levels(green, (1 << greenBits) - 1);
        for (int i = 0; i + 3 < rgba.Length; i += 4)
        {
            rgba[i] = five[rgba[i]];
            rgba[i + 1] = green[rgba[i + 1]];
            rgba[i + 2] = five[rgba[i + 2]];
        }
    }

    private static void Levels(Span<byte> levels, int most)
    {
        for (int i = 0; i < levels.Length; i++)
        {
            int value = ((i * most) + 127) / 255;
            levels[i] = (byte)(value * 255 / most);
        }
    }

    /// <summary>Pixels that the codec left without colour get the one that their palette index has.</summary>
    public static void FillEmpty(Span<byte> rgba, uint pixel)
    {
        foreach (ref uint at in MemoryMarshal.Cast<byte, uint>(rgba))
        {
            at = at == 0 ? pixel : at;
        }
    }
}
