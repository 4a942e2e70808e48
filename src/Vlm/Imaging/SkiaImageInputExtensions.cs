using SkiaSharp;

namespace Vlm;

/// <summary>
/// Pictures of programs that use SkiaSharp themselves, as inputs of a model. The one place where the codec's own types are
/// public; it lives in the room that names the codec.
/// </summary>
public static class SkiaImageInputExtensions
{
    /// <summary>Copies a bitmap's pixels: the bitmap may change or be disposed afterwards.</summary>
    /// <param name="bitmap">A bitmap of any colour type; its colour space is left alone, premultiplied alpha is divided out.</param>
    /// <exception cref="ArgumentException">The bitmap is empty or has pixels that cannot be read.</exception>
    public static ImageInput ToImageInput(this SKBitmap bitmap)
    {
        ArgumentNullException.ThrowIfNull(bitmap);
        using SKPixmap pixels = bitmap.PeekPixels() ?? throw new ArgumentException("The bitmap has no pixels.", nameof(bitmap));
        return pixels.ToImageInput();
    }

    /// <summary>Copies an image's pixels, from the graphics card where they lie there.</summary>
    /// <param name="image">An image of any colour type.</param>
    /// <exception cref="ArgumentException">The image is empty or has pixels that cannot be read.</exception>
    public static ImageInput ToImageInput(this SKImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Copy(image.Info, (info, target) => image.ReadPixels(info, target, info.RowBytes, 0, 0), nameof(image));
    }

    /// <summary>Copies the pixels that a pixmap points to.</summary>
    /// <param name="pixels">A pixmap of any colour type.</param>
    /// <exception cref="ArgumentException">The pixmap is empty or has pixels that cannot be read.</exception>
    public static ImageInput ToImageInput(this SKPixmap pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        return Copy(pixels.Info, (info, target) => pixels.ReadPixels(info, target, info.RowBytes, 0, 0), nameof(pixels));
    }

    private static unsafe ImageInput Copy(SKImageInfo source, Func<SKImageInfo, IntPtr, bool> read, string parameter)
    {
        if (source.Width < 1 || source.Height < 1 || (long)source.Width * source.Height > Array.MaxLength / 4)
        {
            throw new ArgumentException($"{source.Width}x{source.Height} pixels are no picture.", parameter);
        }

        bool opaque = source.AlphaType == SKAlphaType.Opaque;
        SKImageInfo wanted = new(source.Width, source.Height, SKColorType.Rgba8888, opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul, source.ColorSpace);
        byte[] rgba = GC.AllocateUninitializedArray<byte>(wanted.BytesSize);
        fixed (byte* target = rgba)
        {
            if (!read(wanted, (IntPtr)target))
            {
                throw new ArgumentException($"Skia cannot read pixels of type {source.ColorType}.", parameter);
            }
        }

        return ImageInput.FromPixels(rgba, source.Width, source.Height, opaque ? PixelFormat.Rgbx32 : PixelFormat.Rgba32);
    }
}
