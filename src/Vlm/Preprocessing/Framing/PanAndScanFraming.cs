using Vlm.Imaging.Resizing;

namespace Vlm.Preprocessing.Framing;

/// <summary>Gemma 3: the whole picture, and for long ones also crops along the longer side, all in the same size.</summary>
internal sealed class PanAndScanFraming(int width, int height, ResizeFilter filter, PanAndScan? scan) : IFraming
{
    public (int Width, int Height)? FrameSize => (width, height);

    public bool CutsRegions => scan is not null;

    public void Plan(int pictureWidth, int pictureHeight, FrameList frames)
    {
        Resizing resizing = new(width, height, filter);
        frames.Add(Frame.Whole(resizing));
        (int rows, int columns) = scan?.Divide(pictureWidth, pictureHeight) ?? (0, 0);
        if (rows > 0)
        {
            int cropWidth = Ceiling(pictureWidth, columns);
            int cropHeight = Ceiling(pictureHeight, rows);
            for (int y = 0; y < rows; y++)
            {
                for (int x = 0; x < columns; x++)
                {
                    (int left, int top) = (x * cropWidth, y * cropHeight);
                    PixelWindow region = new(left, top, Math.Min(cropWidth, pictureWidth - left), Math.Min(cropHeight, pictureHeight - top));
                    frames.Add(Frame.Whole(resizing, region: region));
                }
            }
        }

        frames.SetGrid(rows, columns);
    }

    private static int Ceiling(int side, int parts) => (side + parts - 1) / parts;
}
