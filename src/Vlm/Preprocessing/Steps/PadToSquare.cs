using System.Runtime.InteropServices;
using Vlm.Imaging.Resizing;

namespace Vlm.Preprocessing.Steps;

/// <summary>Puts the picture in the middle of a square of one colour (LLaVA).</summary>
/// <param name="colour">Red in the lowest byte, then green and blue.</param>
internal sealed class PadToSquare(uint colour) : IPictureStep
{
    public Raster Apply(Raster picture)
    {
        int side = Math.Max(picture.Width, picture.Height);
        if (picture.Width == picture.Height)
        {
            return picture;
        }

        PixelBounds.Check(side, side, picture);
        Raster result = Raster.Rent(side, side);
        MemoryMarshal.Cast<byte, uint>(result.Owner!.Span).Fill(colour);
        int left = (side - picture.Width) / 2;
        int top = (side - picture.Height) / 2;
        for (int y = 0; y < picture.Height; y++)
        {
            picture.Rows.Row(y).CopyTo(result.Owner.Span[(((top + y) * result.Stride) + (left * 4))..]);
        }

        return result;
    }
}
