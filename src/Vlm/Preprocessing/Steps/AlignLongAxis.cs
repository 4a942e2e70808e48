using Vlm.Imaging;

namespace Vlm.Preprocessing.Steps;

/// <summary>Turns a wide picture clockwise for a tall target, and a tall one for a wide target (Donut).</summary>
internal sealed class AlignLongAxis(int targetWidth, int targetHeight) : IPictureStep
{
    // As an EXIF orientation.
    private const int QuarterTurnClockwise = 6;

    public Raster Apply(Raster picture)
    {
        bool turns = (targetHeight > targetWidth && picture.Width > picture.Height) || (targetHeight < targetWidth && picture.Width < picture.Height);
        if (!turns)
        {
            return picture;
        }

        using Raster packed = Packed(picture);
        Raster result = Raster.Rent(picture.Height, picture.Width);
        OrientedCopy.Copy(packed.Pixels.Span, result.Owner!.Span, picture.Width, picture.Height, QuarterTurnClockwise);
        return result;
    }

    // The copy reads rows without padding; those of the caller stay the caller's.
    private static Raster Packed(Raster picture)
    {
        if (picture.Stride == picture.Width * 4)
        {
            return picture with { Owner = null };
        }

        Raster packed = Raster.Rent(picture.Width, picture.Height);
        for (int y = 0; y < picture.Height; y++)
        {
            picture.Rows.Row(y).CopyTo(packed.Owner!.Span[(y * packed.Stride)..]);
        }

        return packed;
    }
}
