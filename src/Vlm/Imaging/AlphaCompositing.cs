namespace Vlm.Imaging;

/// <summary>Pillow's integer arithmetic on transparency, on rows of red, green, blue, alpha.</summary>
internal static class AlphaCompositing
{
    /// <summary>Lays the pixels on white: 255·(255−a) + c·a, divided by 255 with Pillow's rounding.</summary>
    public static void OnWhite(Span<byte> rgba)
    {
        for (int i = 0; i + 3 < rgba.Length; i += 4)
        {
            int alpha = rgba[i + 3];
            if (alpha == 255)
            {
                continue;
            }

            for (int c = i; c < i + 3; c++)
            {
                rgba[c] = DivideBy255((255 * (255 - alpha)) + (rgba[c] * alpha));
            }

            rgba[i + 3] = 255;
        }
    }

    public static void Premultiply(Span<byte> rgba)
    {
        for (int i = 0; i + 3 < rgba.Length; i += 4)
        {
            int alpha = rgba[i + 3];
            for (int c = i; c < i + 3; c++)
            {
                rgba[c] = DivideBy255(rgba[c] * alpha);
            }
        }
    }

    public static void Unpremultiply(Span<byte> rgba)
    {
        for (int i = 0; i + 3 < rgba.Length; i += 4)
        {
            int alpha = rgba[i + 3];
            if (alpha is 0 or 255)
            {
                continue;
            }

            for (int c = i; c < i + 3; c++)
            {
                rgba[c] = (byte)Math.Min(255, 255 * rgba[c] / alpha);
            }
        }
    }

    private static byte DivideBy255(int value)
    {
        int t = value + 128;
        return (byte)(((t >> 8) + t) >> 8);
    }
}
