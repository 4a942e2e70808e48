namespace Vlm.Preprocessing;

/// <summary>Copies a picture of three bytes a pixel to four.</summary>
internal static class ChannelPadding
{
    public static void Expand(RgbImage image, Span<byte> target)
    {
        int at = 0;
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            for (int x = 0; x + 2 < row.Length; x += 3)
            {
                target[at] = row[x];
                target[at + 1] = row[x + 1];
                target[at + 2] = row[x + 2];
                target[at + 3] = byte.MaxValue;
                at += 4;
            }
        }
    }
}
