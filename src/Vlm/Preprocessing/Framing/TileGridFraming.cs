using Vlm.Imaging.Resizing;
using Vlm.Preprocessing.Sizes;

namespace Vlm.Preprocessing.Framing;

/// <summary>
/// The picture squashed to the nearest grid of square tiles, row by row, and behind them, unless there is only one tile, the whole
/// picture as a thumbnail (InternVL, LFM2-VL).
/// </summary>
/// <param name="tile">The side of a tile.</param>
/// <param name="grid">Chooses the grid.</param>
/// <param name="filter">The filter.</param>
/// <param name="whole">The size of the whole picture.</param>
/// <param name="thumbnail">Whether it stands behind the tiles.</param>
/// <param name="splits">Whether a picture of these sides is split; null where all are. Others become the whole picture alone.</param>
internal sealed class TileGridFraming(
    int tile, TileGrid grid, ResizeFilter filter, ISizeRule whole, bool thumbnail = true, Func<int, int, bool>? splits = null) : IFraming
{
    public (int Width, int Height)? FrameSize => whole.Fixed;

    public void Plan(int width, int height, FrameList frames)
    {
        (int columns, int rows) = splits?.Invoke(width, height) == false ? (0, 0) : grid.For(width, height);
        Resizing tiled = new(columns * tile, rows * tile, filter);
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
            {
                frames.Add(Frame.Part(tiled, new PixelWindow(x * tile, y * tile, tile, tile)));
            }
        }

        (int toWidth, int toHeight) = whole.SizeOf(width, height);
        if (columns == 0 || (columns * rows != 1 && thumbnail))
        {
            frames.Add(Frame.Whole(new Resizing(toWidth, toHeight, filter)));
        }

        frames.SetGrid(Math.Max(1, rows), Math.Max(1, columns));
        frames.SetSize(toWidth, toHeight);
    }
}
