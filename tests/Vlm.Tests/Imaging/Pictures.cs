using SkiaSharp;
using Vlm.Imaging;
using Vlm.Imaging.Resizing;

namespace Vlm.Tests.Imaging;

/// <summary>Pixels for comparison, read without the library's own decoder.</summary>
internal static class Pictures
{
    /// <summary>Red, green, blue, row by row, without padding.</summary>
    public static byte[] Rgb(RgbImage image)
    {
        byte[] rgb = new byte[image.Width * image.Height * 3];
        int at = 0;
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            for (int x = 0; x < row.Length; x += image.BytesPerPixel)
            {
                row.Slice(x, 3).CopyTo(rgb.AsSpan(at));
                at += 3;
            }
        }

        return rgb;
    }

    /// <summary>Red, green, blue, alpha of a PNG, not premultiplied.</summary>
    public static (byte[] Rgba, int Width, int Height) ReadPng(string path)
    {
        using SKCodec codec = SKCodec.Create(path);
        SKImageInfo info = new(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        codec.GetPixels(info, out byte[] pixels);
        return (pixels, info.Width, info.Height);
    }

    /// <summary>Red, green, blue of a resized copy.</summary>
    public static byte[] Resize(RgbImage image, int width, int height, ResizeFilter filter)
    {
        byte[] wide = new byte[image.Width * image.Height * 4], small = new byte[width * height * 4];
        RgbExpansion.Expand(image, wide);
        Resizer.Resize(new PixelRows(wide, image.Width * 4, image.Width, image.Height), new ResizeRequest(width, height, filter), new CopySink(small, width * 4));
        return DropAlpha(small);
    }

    public static byte[] DropAlpha(byte[] rgba)
    {
        byte[] rgb = new byte[rgba.Length / 4 * 3];
        for (int i = 0; i < rgba.Length / 4; i++)
        {
            rgba.AsSpan(i * 4, 3).CopyTo(rgb.AsSpan(i * 3));
        }

        return rgb;
    }
}
