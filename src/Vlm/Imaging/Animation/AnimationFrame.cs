namespace Vlm.Imaging.Animation;

/// <summary>One frame of an animation as the file describes it.</summary>
/// <param name="Left">Where its rectangle begins on the canvas.</param>
/// <param name="Top">Where its rectangle begins on the canvas.</param>
/// <param name="Width">Pixels of the rectangle.</param>
/// <param name="Height">Pixels of the rectangle.</param>
/// <param name="Duration">How long the frame stands.</param>
/// <param name="Disposal">What becomes of the rectangle afterwards.</param>
/// <param name="Blends">Whether what lies below shows through; otherwise the rectangle is replaced, transparency included.</param>
internal readonly record struct AnimationFrame(int Left, int Top, int Width, int Height, TimeSpan Duration, FrameDisposal Disposal, bool Blends)
{
    /// <summary>Where the frame's own blocks begin in the file.</summary>
    public int Start { get; init; }

    /// <summary>How many bytes they have.</summary>
    public int Length { get; init; }

    /// <summary>The palette index that is transparent; -1 where there is none. GIF alone.</summary>
    public int TransparentIndex { get; init; }

    public bool Covers(int width, int height) => Left == 0 && Top == 0 && Width >= width && Height >= height;
}
