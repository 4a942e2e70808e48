namespace Vlm.Imaging;

/// <summary>A caller's raw pixels to red, green, blue.</summary>
internal static class RawPixelConversion
{
    public static RgbImage ToImage(RawPixels raw, ImageDecodeOptions options, string name)
    {
        bool kept = raw.HasAlpha && options.Alpha == AlphaHandling.Keep;
        if (raw.Format == PixelFormat.Rgba32 && options.Alpha != AlphaHandling.White)
        {
            return new RgbImage(raw.Memory, raw.Width, raw.Height, 4, raw.Stride) { HasAlpha = kept };
        }

        LimitChecks.CheckSides(raw.Width, raw.Height, options.Limits, name);
        PooledBytes rgba = new(raw.Width * raw.Height * 4);
        for (int y = 0; y < raw.Height; y++)
        {
            CopyRow(raw.Row(y), rgba.Span.Slice(y * raw.Width * 4, raw.Width * 4), raw.Format);
        }

        if (raw.HasAlpha && options.Alpha == AlphaHandling.White)
        {
            AlphaCompositing.OnWhite(rgba.Span);
        }

        return new RgbImage(rgba.Memory, raw.Width, raw.Height, 4, owner: rgba) { HasAlpha = kept };
    }

    private static void CopyRow(ReadOnlySpan<byte> row, Span<byte> rgba, PixelFormat format)
    {
        (int red, int green, int blue, int step) = format switch
        {
            PixelFormat.Bgr24 => (2, 1, 0, 3),
            PixelFormat.Rgba32 => (0, 1, 2, 4),
            PixelFormat.Bgra32 => (2, 1, 0, 4),
            PixelFormat.Gray8 => (0, 0, 0, 1),
            _ => (0, 1, 2, 3),
        };
        for (int from = 0, to = 0; to < rgba.Length; from += step, to += 4)
        {
            rgba[to] = row[from + red];
            rgba[to + 1] = row[from + green];
            rgba[to + 2] = row[from + blue];
            rgba[to + 3] = step == 4 ? row[from + 3] : byte.MaxValue;
        }
    }
}
