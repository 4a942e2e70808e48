using Vlm.Imaging.Resizing;

namespace Vlm.Preprocessing.Steps;

/// <summary>Cuts the light margin of a page away (Nougat): what remains holds every pixel darker than 200 of 255 after stretching.</summary>
internal sealed class CropMargin : IPictureStep
{
    private const double Light = 200;

    public Raster Apply(Raster picture)
    {
        int least = 255;
        int most = 0;
        for (int y = 0; y < picture.Height; y++)
        {
            ReadOnlySpan<byte> row = picture.Rows.Row(y);
            for (int x = 0; x < row.Length; x += 4)
            {
                int gray = Gray(row[x..]);
                least = Math.Min(least, gray);
                most = Math.Max(most, gray);
            }
        }

        return most == least ? picture : Cut(picture, DarkPart(picture, least, most));
    }

    private static PixelWindow DarkPart(Raster picture, int least, int most)
    {
        Span<bool> dark = stackalloc bool[256];
        for (int gray = least; gray <= most; gray++)
        {
            dark[gray] = (double)(gray - least) / (most - least) * 255 < Light;
        }

        (int left, int right, int top, int bottom) = (int.MaxValue, -1, int.MaxValue, -1);
        for (int y = 0; y < picture.Height; y++)
        {
            ReadOnlySpan<byte> row = picture.Rows.Row(y);
            for (int x = 0; x < picture.Width; x++)
            {
                if (dark[Gray(row[(x * 4)..])])
                {
                    (left, right) = (Math.Min(left, x), Math.Max(right, x));
                    (top, bottom) = (Math.Min(top, y), y);
                }
            }
        }

        return new PixelWindow(left, top, right - left + 1, bottom - top + 1);
    }

    private static Raster Cut(Raster picture, PixelWindow window) => picture with
    {
        Pixels = picture.Pixels[((window.Top * picture.Stride) + (window.Left * 4))..],
        Width = window.Width,
        Height = window.Height,
        Owner = null,
    };

    // Pillow's luminance.
    private static int Gray(ReadOnlySpan<byte> pixel) => ((19595 * pixel[0]) + (38470 * pixel[1]) + (7471 * pixel[2]) + 32768) >> 16;
}
