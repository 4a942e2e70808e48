using System.Numerics;

namespace Vlm.Training;

/// <summary>
/// What a picture looks like in 128 bits and a thumbnail of 16 x 16 grays. The bits are the signs of the differences of neighbours, 64 across and 64
/// down, in a gray picture of 9 x 8 and 8 x 9 (dHash, N. Krawetz, "Kind of Like That", 2013): they stay where a picture is scaled, recompressed or made lighter.
/// </summary>
internal readonly struct PictureFingerprint
{
    private const int Side = 16;

    private PictureFingerprint(ulong across, ulong down, float[] thumbnail)
    {
        Across = across;
        Down = down;
        Thumbnail = thumbnail;
    }

    public ulong Across { get; }

    public ulong Down { get; }

    /// <summary>Of mean 0 and length 1; all zeros of a picture of one gray.</summary>
    public float[] Thumbnail { get; }

    public static PictureFingerprint Of(RgbImage picture)
    {
        float[] across = Shrink(picture, 9, 8), down = Shrink(picture, 8, 9), thumbnail = Shrink(picture, Side, Side);
        ulong first = 0, second = 0;
        for (int y = 0; y < 8; y++)
        {
            for (int x = 0; x < 8; x++)
            {
                first = (first << 1) | (across[(y * 9) + x] < across[(y * 9) + x + 1] ? 1UL : 0);
                second = (second << 1) | (down[(y * 8) + x] < down[((y + 1) * 8) + x] ? 1UL : 0);
            }
        }

        float mean = thumbnail.Average();
        float length = MathF.Sqrt(thumbnail.Sum(value => (value - mean) * (value - mean)));
        return new PictureFingerprint(first, second, Array.ConvertAll(thumbnail, value => length < 1 ? 0 : (value - mean) / length));
    }

    /// <summary>How many of the 128 bits differ.</summary>
    public int Distance(in PictureFingerprint other) => BitOperations.PopCount(Across ^ other.Across) + BitOperations.PopCount(Down ^ other.Down);

    /// <summary>The correlation of the thumbnails, −1 to 1; 1 of two pictures of one gray each.</summary>
    public float Correlation(in PictureFingerprint other)
    {
        float[] mine = Thumbnail, its = other.Thumbnail;
        bool flat = mine.All(value => value == 0), otherFlat = its.All(value => value == 0);
        return flat || otherFlat ? (flat && otherFlat ? 1 : 0) : mine.Zip(its).Sum(pair => pair.First * pair.Second);
    }

    // The mean of each box of pixels, in Rec. 601 luma. A picture smaller than the target repeats pixels.
    private static float[] Shrink(RgbImage picture, int width, int height)
    {
        float[] small = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            (int top, int bottom) = Range(y, height, picture.Height);
            for (int x = 0; x < width; x++)
            {
                (int left, int right) = Range(x, width, picture.Width);
                long sum = 0;
                for (int row = top; row < bottom; row++)
                {
                    ReadOnlySpan<byte> pixels = picture.Row(row);
                    for (int column = left; column < right; column++)
                    {
                        int at = column * picture.BytesPerPixel;
                        sum += (299 * pixels[at]) + (587 * pixels[at + 1]) + (114 * pixels[at + 2]);
                    }
                }

                small[(y * width) + x] = sum / (1000f * (bottom - top) * (right - left));
            }
        }

        return small;
    }

    private static (int From, int To) Range(int index, int parts, int length)
    {
        int from = Math.Min((int)((long)index * length / parts), length - 1);
        return (from, Math.Max(from + 1, (int)((long)(index + 1) * length / parts)));
    }
}
