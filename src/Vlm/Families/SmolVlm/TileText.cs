using System.Text;
using Vlm.Composition.Generative.DecoderOnly;

namespace Vlm.Families.SmolVlm;

/// <summary>How Idefics3 and SmolVLM write a picture: its tiles row by row with a tag each, and then the whole picture.</summary>
internal static class TileText
{
    private const string Edge = "<fake_token_around_image>", Whole = "<global-img>";

    public static string Of(PictureLayout picture, string imageToken)
    {
        string frame = ImageTokens.Repeat(imageToken, picture.Rows / picture.Frames);
        StringBuilder text = new();
        int rows = picture.Grid?.Rows ?? 0, columns = picture.Grid?.Columns ?? 0;
        for (int row = 1; row <= rows; row++)
        {
            for (int column = 1; column <= columns; column++)
            {
                text.Append($"{Edge}<row_{row}_col_{column}>").Append(frame);
            }

            text.Append('\n');
        }

        return text.Append(rows > 0 ? "\n" : "").Append(Edge).Append(Whole).Append(frame).Append(Edge).ToString();
    }
}
