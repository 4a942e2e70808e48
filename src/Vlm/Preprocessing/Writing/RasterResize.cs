using Vlm.Imaging;
using Vlm.Imaging.Resizing;
using Vlm.Preprocessing.Framing;
using Vlm.Preprocessing.Steps;

namespace Vlm.Preprocessing.Writing;

/// <summary>A resize into pixels of its own, with transparency as Pillow treats it.</summary>
internal static class RasterResize
{
    /// <summary>The same picture where its size does not change.</summary>
    public static Raster Run(Raster source, Resizing resizing)
    {
        if ((source.Width, source.Height) == (resizing.Width, resizing.Height))
        {
            return source;
        }

        Raster result = Raster.Rent(resizing.Width, resizing.Height);
        bool premultiplies = source.HasAlpha && resizing.Filter != ResizeFilter.Nearest;
        using Raster premultiplied = premultiplies ? Premultiplied(source) : default;
        ResizeRequest request = new(resizing.Width, resizing.Height, resizing.Filter) { ReducingGap = resizing.ReducingGap };
        Resizer.Resize(premultiplies ? premultiplied.Rows : source.Rows, request, new CopySink(result.Owner!.Memory, result.Stride));
        if (premultiplies)
        {
            AlphaCompositing.Unpremultiply(result.Owner.Span);
        }

        return result with { HasAlpha = source.HasAlpha };
    }

    private static Raster Premultiplied(Raster source)
    {
        Raster copy = Raster.Rent(source.Width, source.Height);
        CopySink sink = new(copy.Owner!.Memory, copy.Stride);
        for (int y = 0; y < source.Height; y++)
        {
            sink.Write(y, source.Rows.Row(y));
        }

        AlphaCompositing.Premultiply(copy.Owner.Span);
        return copy;
    }
}
