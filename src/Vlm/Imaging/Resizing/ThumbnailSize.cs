namespace Vlm.Imaging.Resizing;

/// <summary>The size that Pillow's <c>Image.thumbnail</c> gives: within bounds, the shape kept as nearly as whole pixels allow.</summary>
internal static class ThumbnailSize
{
    public static (int Width, int Height) Of(int width, int height, int mostWidth, int mostHeight)
    {
        if (mostWidth >= width && mostHeight >= height)
        {
            return (width, height);
        }

        double aspect = (double)width / height;
        return (double)mostWidth / mostHeight >= aspect
            ? (Nearest(mostHeight * aspect, n => Math.Abs(aspect - ((double)n / mostHeight))), mostHeight)
            : (mostWidth, Nearest(mostWidth / aspect, n => n == 0 ? 0 : Math.Abs(aspect - ((double)mostWidth / n))));
    }

    // The whole number below or above, whichever keeps the shape better; the lower one where both do.
    private static int Nearest(double side, Func<int, double> error)
    {
        (int below, int above) = ((int)Math.Floor(side), (int)Math.Ceiling(side));
        return Math.Max(1, error(above) < error(below) ? above : below);
    }
}
