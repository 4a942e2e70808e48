namespace Vlm.Preprocessing.Framing;

/// <summary>
/// LLaVA-NeXT and OneVision: the whole picture as one square frame, then the tiles of the best of several listed sizes, on which
/// the picture is centred.
/// </summary>
/// <param name="tile">The side of a tile.</param>
/// <param name="sizes">The listed sizes, in the file's order.</param>
/// <param name="filter">The filter of both resizes.</param>
internal sealed class AnyResolutionFraming(int tile, IReadOnlyList<(int Height, int Width)> sizes, ResizeFilter filter) : IFraming
{
    public (int Width, int Height)? FrameSize => (tile, tile);

    public void Plan(int width, int height, FrameList frames)
    {
        (int canvasHeight, int canvasWidth) = Best(width, height);
        Resizing fit = new(0, 0, filter);
        double scaleX = (double)canvasWidth / width;
        double scaleY = (double)canvasHeight / height;
        fit = scaleX < scaleY
            ? fit with { Width = canvasWidth, Height = Math.Min((int)Math.Ceiling(height * scaleX), canvasHeight) }
            : fit with { Width = Math.Min((int)Math.Ceiling(width * scaleY), canvasWidth), Height = canvasHeight };
        int left = (canvasWidth - fit.Width) / 2;
        int top = (canvasHeight - fit.Height) / 2;
        frames.Add(Frame.Whole(new Resizing(tile, tile, filter)));
        for (int y = 0; y < canvasHeight; y += tile)
        {
            for (int x = 0; x < canvasWidth; x += tile)
            {
                frames.Add(Frame.Placed(fit, left - x, top - y, tile, tile));
            }
        }

        frames.SetGrid(canvasHeight / tile, canvasWidth / tile);
        frames.SetSize(fit.Width, fit.Height);
    }

    /// <summary>The size that keeps most of the picture's pixels; of several the one that wastes least; of several the first.</summary>
    public (int Height, int Width) Best(int width, int height)
    {
        (int Height, int Width) best = sizes[0];
        long most = -1;
        long least = 0;
        foreach ((int h, int w) in sizes)
        {
            double scale = Math.Min((double)w / width, (double)h / height);
            long shown = (long)(width * scale) * (long)(height * scale);
            long effective = Math.Min(shown, (long)width * height);
            long waste = ((long)w * h) - effective;
            if (effective > most || (effective == most && waste < least))
            {
                (best, most, least) = ((h, w), effective, waste);
            }
        }

        return best;
    }
}
