using Vlm.Imaging;
using Vlm.Imaging.Resizing;

namespace Vlm.Preprocessing.Steps;

/// <summary>Lays a picture with transparency on white.</summary>
internal sealed class LayOnWhite : IPictureStep
{
    public bool KeepsSides => true;

    public Raster Apply(Raster picture)
    {
        if (!picture.HasAlpha)
        {
            return picture;
        }

        Raster result = Raster.Rent(picture.Width, picture.Height);
        CopySink copy = new(result.Owner!.Memory, result.Stride);
        for (int y = 0; y < picture.Height; y++)
        {
            copy.Write(y, picture.Rows.Row(y));
        }

        AlphaCompositing.OnWhite(result.Owner.Span);
        return result;
    }
}
