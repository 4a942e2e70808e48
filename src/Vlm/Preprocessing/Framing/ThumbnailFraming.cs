using Vlm.Preprocessing.Sizes;

namespace Vlm.Preprocessing.Framing;

/// <summary>One frame a page (Donut, Nougat): the shorter side first, then small enough for the canvas, then centred on it in black.</summary>
/// <param name="width">The canvas.</param>
/// <param name="height">The canvas.</param>
/// <param name="first">The filter of the first resize; null where there is none.</param>
/// <param name="thumbnail">The filter of the second; null where there is none.</param>
/// <param name="reducingGap">Pillow's reducing gap of the second.</param>
internal sealed class ThumbnailFraming(int width, int height, ResizeFilter? first, ResizeFilter? thumbnail, double? reducingGap) : IFraming
{
    private readonly ShortestEdge _shortest = new(Math.Min(width, height));

    public (int Width, int Height)? FrameSize => (width, height);

    public void Plan(int pictureWidth, int pictureHeight, FrameList frames)
    {
        int stage = 0;
        (int w, int h) = (pictureWidth, pictureHeight);
        if (first is { } filter)
        {
            (w, h) = _shortest.SizeOf(w, h);
            stage = frames.AddStage(new Resizing(w, h, filter));
        }

        (int toWidth, int toHeight) = thumbnail is null ? (w, h) : Thumbnail(w, h);
        if (toWidth > width || toHeight > height)
        {
            throw frames.Refused($"{toWidth}x{toHeight} pixels do not fit {width}x{height}; let do_thumbnail be true.");
        }

        Resizing resizing = new(toWidth, toHeight, thumbnail ?? ResizeFilter.Nearest, reducingGap);
        frames.Add(Frame.Placed(resizing, (width - toWidth) / 2, (height - toHeight) / 2, width, height, stage));
    }

    private (int Width, int Height) Thumbnail(int w, int h)
    {
        (int toWidth, int toHeight) = (Math.Min(w, width), Math.Min(h, height));
        if (toWidth == w && toHeight == h)
        {
            return (w, h);
        }

        return h > w ? ((int)((long)w * toHeight / (double)h), toHeight)
            : w > h ? (toWidth, (int)((long)h * toWidth / (double)w))
            : (toWidth, toHeight);
    }
}
