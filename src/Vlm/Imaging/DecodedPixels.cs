using Vlm.Imaging.Formats;

namespace Vlm.Imaging;

/// <summary>Pixels as the codec gave them: red, green, blue, alpha (not premultiplied), rows without padding, orientation not applied.</summary>
internal readonly record struct DecodedPixels(PooledMemory Rgba, int Width, int Height, bool HasAlpha, ImageHeader Header) : IDisposable
{
    /// <summary>The picture as models see it: transparency resolved, upright. It owns the pixels from now on.</summary>
    public RgbImage ToImage(AlphaHandling alpha)
    {
        if (HasAlpha && alpha == AlphaHandling.White)
        {
            AlphaCompositing.OnWhite(Rgba.Span);
        }

        (int width, int height) = ((int)Header.Width, (int)Header.Height);
        bool kept = HasAlpha && alpha == AlphaHandling.Keep;
        if (Header.Orientation == ExifOrientation.Upright)
        {
            return new RgbImage(Rgba.Memory, Width, Height, 4, owner: Rgba) { HasAlpha = kept, OriginalWidth = width, OriginalHeight = height };
        }

        byte[] stored = Rgba.Renew();
        OrientedCopy.Copy(stored.AsSpan(0, Rgba.Length), Rgba.Span, Width, Height, Header.Orientation);
        PooledMemory.Return(stored, Rgba.Length);
        return OrientedCopy.SwapsSides(Header.Orientation)
            ? new RgbImage(Rgba.Memory, Height, Width, 4, owner: Rgba) { HasAlpha = kept, OriginalWidth = height, OriginalHeight = width }
            : new RgbImage(Rgba.Memory, Width, Height, 4, owner: Rgba) { HasAlpha = kept, OriginalWidth = width, OriginalHeight = height };
    }

    public void Dispose() => Rgba.Dispose();
}
