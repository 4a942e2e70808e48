namespace Vlm.Imaging.Resizing;

/// <summary>Into how many bands a resize is divided: one for pictures so small that other threads would not pay.</summary>
internal static class BandCount
{
    private const long PixelsOfABand = 1 << 19;

    public static int For(PixelRows source, PixelWindow window)
    {
        long pixels = Math.Max((long)source.Width * source.Height, (long)window.Width * window.Height);
        return (int)Math.Min(Environment.ProcessorCount, Math.Max(1, pixels / PixelsOfABand));
    }
}
