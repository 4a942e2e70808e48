using Vlm.Preprocessing.Sizes;

namespace Vlm.Preprocessing.Framing;

/// <summary>One frame a picture: resized, and perhaps cropped around the middle.</summary>
internal sealed class SingleFraming(ISizeRule size, ResizeFilter filter, CenterCrop? crop = null) : IFraming
{
    public (int Width, int Height)? FrameSize { get; } = crop is null ? size.Fixed : (crop.Width, crop.Height);

    public void Plan(int width, int height, FrameList frames)
    {
        (int toWidth, int toHeight) = size.SizeOf(width, height);
        Resizing resizing = new(toWidth, toHeight, filter);
        frames.Add(crop?.Of(resizing) ?? Frame.Whole(resizing));
    }
}
