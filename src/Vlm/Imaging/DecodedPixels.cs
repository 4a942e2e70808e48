using Vlm.Imaging.Formats;

namespace Vlm.Imaging;

/// <summary>Pixels as the codec gave them: red, green, blue, alpha (not premultiplied), rows without padding, orientation not applied.</summary>
internal readonly record struct DecodedPixels(PooledBytes Rgba, int Width, int Height, bool HasAlpha, ImageHeader Header) : IDisposable
{
    public void Dispose() => Rgba.Dispose();
}
