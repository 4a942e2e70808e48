using Vlm.Imaging;
using Vlm.Imaging.Resizing;

namespace Vlm.Preprocessing.Steps;

/// <summary>8-bit pixels of four bytes: the caller's own, or pooled ones that a step made and that go back when disposed.</summary>
internal readonly record struct Raster(ReadOnlyMemory<byte> Pixels, int Stride, int Width, int Height, PooledBytes? Owner = null) : IDisposable
{
    /// <summary>Whether the fourth byte is transparency that counts.</summary>
    public bool HasAlpha { get; init; }

    public PixelRows Rows => new(Pixels, Stride, Width, Height);

    /// <summary>New pixels; undefined until written.</summary>
    public static Raster Rent(int width, int height)
    {
        PooledBytes bytes = new(checked(width * height * 4));
        return new Raster(bytes.Memory, width * 4, width, height, bytes);
    }

    /// <summary>The picture's own pixels where they have four bytes, or else a copy.</summary>
    public static Raster Of(RgbImage image)
    {
        if (image.BytesPerPixel == 4)
        {
            return new Raster(image.Pixels, image.Stride, image.Width, image.Height) { HasAlpha = image.HasAlpha };
        }

        Raster wide = Rent(image.Width, image.Height);
        RgbExpansion.Expand(image, wide.Owner!.Span);
        return wide;
    }

    /// <summary>A part of the same pixels.</summary>
    public PixelRows Part(PixelWindow part) => new(Pixels[((part.Top * Stride) + (part.Left * 4))..], Stride, part.Width, part.Height);

    public void Dispose() => Owner?.Dispose();
}
