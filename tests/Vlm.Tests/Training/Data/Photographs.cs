using SkiaSharp;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Training.Data;

/// <summary>The sample photographs, saved anew in other sizes, qualities and colours.</summary>
internal static class Photographs
{
    /// <summary>The photograph's own bytes.</summary>
    public static byte[] Original(string name) => File.ReadAllBytes(ModelsFolder.Find("..", "samples", "pictures", name));

    /// <summary>A JPEG of a part of it.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="width">The new width; the height keeps the shape.</param>
    /// <param name="quality">JPEG quality.</param>
    /// <param name="crop">The share of each side that is kept, from the upper left.</param>
    /// <param name="mirrored">Whether left and right change places.</param>
    public static byte[] Copy(string name, int width, int quality, float crop = 1, bool mirrored = false)
    {
        using SKBitmap whole = SKBitmap.Decode(Original(name));
        int height = (int)((long)width * whole.Height / whole.Width);
        using SKBitmap copy = new(new SKImageInfo(width, height));
        using SKCanvas canvas = new(copy);
        using SKImage image = SKImage.FromBitmap(whole);
        canvas.Scale(mirrored ? -1 : 1, 1, width / 2f, 0);
        canvas.DrawImage(image, SKRect.Create(0, 0, whole.Width * crop, whole.Height * crop), SKRect.Create(0, 0, width, height), new SKSamplingOptions(SKCubicResampler.Mitchell));
        using SKData data = copy.Encode(SKEncodedImageFormat.Jpeg, quality);
        return data.ToArray();
    }
}
