namespace Vlm.Training;

/// <summary>
/// Pictures unlike those of the training: upside down, in negative colours, or in coarse blocks. What is in them is what was in them before, so people's captions still
/// say whether a caption fits; but the model sees them less well, which teaches it what distance means.
/// </summary>
internal static class DistortedPicture
{
    private const int Kinds = 3;
    private const int Blocks = 24;

    /// <summary>A new picture; the caller disposes both.</summary>
    public static RgbImage Of(RgbImage picture, int kind)
    {
        byte[] pixels = new byte[picture.Width * picture.Height * 3];
        int side = Math.Max(1, Math.Max(picture.Width, picture.Height) / Blocks);
        for (int y = 0; y < picture.Height; y++)
        {
            int fromY = (kind % Kinds) switch { 0 => picture.Height - 1 - y, 1 => y, _ => y / side * side };
            ReadOnlySpan<byte> row = picture.Row(fromY);
            for (int x = 0; x < picture.Width; x++)
            {
                int fromX = (kind % Kinds) switch { 0 => picture.Width - 1 - x, 1 => x, _ => x / side * side };
                for (int c = 0; c < 3; c++)
                {
                    byte value = row[(fromX * picture.BytesPerPixel) + c];
                    pixels[(((y * picture.Width) + x) * 3) + c] = kind % Kinds == 1 ? (byte)(255 - value) : value;
                }
            }
        }

        return new RgbImage(pixels, picture.Width, picture.Height);
    }
}
