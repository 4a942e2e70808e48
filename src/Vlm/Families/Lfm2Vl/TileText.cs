using System.Text;
using Vlm.Composition.Generative.DecoderOnly;

namespace Vlm.Families.Lfm2Vl;

/// <summary>How LFM2-VL writes a picture: its tiles with a tag each and then a smaller picture, or the picture alone.</summary>
internal static class TileText
{
    private const string Begin = "<|image_start|>", End = "<|image_end|>", Thumbnail = "<|img_thumbnail|>";

    /// <param name="picture">Cut into tiles or not.</param>
    /// <param name="imageToken">Stands for one row.</param>
    /// <param name="downsample">How many patches of a side become one row.</param>
    public static string Of(PictureLayout picture, string imageToken, int downsample)
    {
        ReadOnlySpan<long> sizes = picture.Shape("spatial_shapes");
        int rows = picture.Grid?.Rows ?? 1, columns = picture.Grid?.Columns ?? 1, tiles = rows * columns;
        StringBuilder text = new(Begin);
        for (int frame = 0; frame < picture.Frames; frame++)
        {
            text.Append(picture.Frames == 1 ? "" : frame == tiles ? Thumbnail : $"<|img_row_{(frame / columns) + 1}_col_{(frame % columns) + 1}|>");
            int count = Ceiling(sizes[2 * frame], downsample) * Ceiling(sizes[(2 * frame) + 1], downsample);
            text.Append(ImageTokens.Repeat(imageToken, count));
        }

        return text.Append(End).ToString();
    }

    private static int Ceiling(long patches, int downsample) => (int)((patches + downsample - 1) / downsample);
}
