using System.Runtime.InteropServices;

namespace Vlm.Imaging;

/// <summary>Where Pillow's 8-bit values differ from the codec's, and models were trained on Pillow's.</summary>
internal static class PillowSamples
{
    public const uint OpaqueBlack = 0xFF000000;

    /// <summary>5 bits v become v*255/31 rounded down; the codec rounds to the nearest.</summary>
    public static void WidenFiveBits(Span<byte> rgba)
    {
        Span<byte> levels = stackalloc byte[256];
        for (int i = 0; i < levels.Length; i++)
        {
            int five = ((i * 31) + 127) / 255;
            levels[i] = (byte)(five * 255 / 31);
        }

        for (int i = 0; i < rgba.Length; i++)
        {
            rgba[i] = levels[rgba[i]];
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
