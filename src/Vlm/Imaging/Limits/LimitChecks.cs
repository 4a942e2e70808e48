using System.Diagnostics;
using Vlm.Imaging.Formats;

namespace Vlm.Imaging;

/// <summary>Compares a header with the limits, before anything is allocated for the pixels.</summary>
internal static class LimitChecks
{
    private const int BytesPerPixel = 4;

    public static void Check(in ImageHeader header, ImageLimits limits, string name)
    {
        CheckSides(header.Width, header.Height, limits, name);
        if (header.Frames > limits.MaxFrames)
        {
            throw TooLarge(name, $"{header.Frames} frames are more than the limit of {limits.MaxFrames} ({nameof(ImageLimits)}.{nameof(ImageLimits.MaxFrames)})");
        }

        if (header.MetadataBytes > limits.MaxMetadataBytes)
        {
            throw TooLarge(
                name, $"{header.MetadataBytes} bytes of metadata are more than the limit of {limits.MaxMetadataBytes} ({nameof(ImageLimits)}.{nameof(ImageLimits.MaxMetadataBytes)})");
        }
    }

    public static void CheckSides(long width, long height, ImageLimits limits, string name)
    {
        if (width <= 0 || height <= 0)
        {
            throw ImageFault.Corrupt(name, $"a picture of {width}x{height} pixels");
        }

        // The product of two numbers of 32 bits without sign may exceed 63 bits; a quotient cannot.
        if (width > limits.MaxSide || height > limits.MaxSide || width > Math.Min(limits.MaxPixels, Array.MaxLength / BytesPerPixel) / height)
        {
            throw TooLarge(name, $"{width}x{height} pixels are more than the limits of {limits.MaxPixels} pixels and {limits.MaxSide} a side");
        }
    }

    /// <summary>Refuses what would exceed the total on its own; anything less may wait.</summary>
    public static void CheckMemory(long bytes, ImageLimits limits, string name)
    {
        if (bytes > limits.MaxTotalMemory)
        {
            throw TooLarge(
                name, $"it needs {bytes} bytes to be decoded, more than the limit of {limits.MaxTotalMemory} for all pictures together ({nameof(ImageLimits)}.{nameof(ImageLimits.MaxTotalMemory)})");
        }
    }

    public static bool IsOver(long started, ImageLimits limits) => Stopwatch.GetElapsedTime(started) > limits.MaxDecodeTime;

    public static void CheckTime(long started, ImageLimits limits, string name)
    {
        if (IsOver(started, limits))
        {
            throw TooLarge(name, $"decoding took longer than the limit of {limits.MaxDecodeTime.TotalSeconds} s ({nameof(ImageLimits)}.{nameof(ImageLimits.MaxDecodeTime)})");
        }
    }

    private static ImageDecodeException TooLarge(string name, string detail) => new(
        ImageDecodeReason.TooLarge, name, $"{detail}. Make the picture smaller, or raise {nameof(ImageLimits)} if you trust it.");
}
