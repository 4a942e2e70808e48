using Vlm.Preprocessing.Framing;

namespace Vlm.Preprocessing.Steps;

/// <summary>Refuses, before memory is taken, what a step would make too large.</summary>
internal static class PixelBounds
{
    public static void Check(int width, int height, Raster picture)
    {
        if ((long)width * height > FrameList.MaxPixels)
        {
            throw new InvalidInputException(
                $"A picture of {picture.Width}x{picture.Height} pixels would be padded to {width}x{height}, more than {FrameList.MaxPixels} pixels. Crop it to a less extreme shape.");
        }
    }
}
