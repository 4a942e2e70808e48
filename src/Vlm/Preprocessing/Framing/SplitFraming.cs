using Vlm.Imaging.Resizing;

namespace Vlm.Preprocessing.Framing;

/// <summary>
/// Idefics3 and SmolVLM: the longer side is brought to a length, then both to whole tiles; the tiles row by row, then the whole
/// picture in the size of a tile. Without splitting only the last.
/// </summary>
/// <param name="longest">The length of the longer side.</param>
/// <param name="tile">The side of a tile.</param>
/// <param name="splits">Whether there are tiles.</param>
/// <param name="filter">The filter of all three resizes, each of which rounds to 8 bits.</param>
internal sealed class SplitFraming(int longest, int tile, bool splits, ResizeFilter filter) : IFraming
{
    // The Python class bounds the first size by this.
    private const int LargestSide = 4096;

    public (int Width, int Height)? FrameSize => (tile, tile);

    public void Plan(int width, int height, FrameList frames)
    {
        (int w, int h) = Bounded(Lengthened(width, height));
        int stage = frames.AddStage(new Resizing(w, h, filter));
        Resizing whole = new(tile, tile, filter);
        if (!splits)
        {
            frames.Add(Frame.Whole(whole, stage));
            return;
        }

        (w, h) = InTiles(w, h);
        stage = frames.AddStage(new Resizing(w, h, filter));
        if (w > tile || h > tile)
        {
            for (int y = 0; y < h; y += tile)
            {
                for (int x = 0; x < w; x += tile)
                {
                    frames.Add(Frame.Part(new Resizing(w, h, filter), new PixelWindow(x, y, tile, tile), stage));
                }
            }

            frames.SetGrid(h / tile, w / tile);
        }

        frames.Add(Frame.Whole(whole, stage));
        frames.SetSize(w, h);
    }

    private (int Width, int Height) Lengthened(int width, int height)
    {
        double aspect = (double)width / height;
        return width >= height ? (longest, AtLeastOne(Even((int)(longest / aspect)))) : (AtLeastOne(Even((int)(longest * aspect))), longest);
    }

    private static (int Width, int Height) Bounded((int Width, int Height) size)
    {
        double aspect = (double)size.Width / size.Height;
        return size.Width >= size.Height
            ? size.Width > LargestSide ? (LargestSide, AtLeastOne((int)(LargestSide / aspect))) : size
            : size.Height > LargestSide ? (AtLeastOne((int)(LargestSide * aspect)), LargestSide) : size;
    }

    private (int Width, int Height) InTiles(int width, int height)
    {
        double aspect = (double)width / height;
        if (width >= height)
        {
            int w = Up(width);
            return (w, Up((int)(w / aspect)));
        }

        int h = Up(height);
        return (Up((int)(h * aspect)), h);
    }

    private int Up(int side) => (side + tile - 1) / tile * tile;

    private static int Even(int side) => side + (side % 2);

    private static int AtLeastOne(int side) => Math.Max(1, side);
}
