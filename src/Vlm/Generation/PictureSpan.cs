namespace Vlm.Generation;

/// <summary>Where one picture stands in a prompt, as a grid of tokens that follow each other.</summary>
/// <param name="Start">The place of its first token.</param>
/// <param name="Time">Frames.</param>
/// <param name="Height">Rows of tokens.</param>
/// <param name="Width">Columns of tokens.</param>
internal readonly record struct PictureSpan(int Start, int Time, int Height, int Width)
{
    public int Length => Time * Height * Width;
}
