using Vlm.Preprocessing.Sizes;

namespace Vlm.Preprocessing.Framing;

/// <summary>One frame a picture: resized, and laid on the middle of a canvas of a given size.</summary>
/// <param name="size">The size of the picture on the canvas.</param>
/// <param name="filter">Its filter.</param>
/// <param name="width">The canvas.</param>
/// <param name="height">The canvas.</param>
/// <param name="around">The canvas's colour.</param>
internal sealed class CanvasFraming(ISizeRule size, ResizeFilter filter, int width, int height, uint around) : IFraming
{
    public (int Width, int Height)? FrameSize => (width, height);

    public void Plan(int pictureWidth, int pictureHeight, FrameList frames)
    {
        (int toWidth, int toHeight) = size.SizeOf(pictureWidth, pictureHeight);
        frames.Add(Frame.Placed(new Resizing(toWidth, toHeight, filter), (width - toWidth) / 2, (height - toHeight) / 2, width, height, around: around));
    }
}
