using Vlm.Folders;

namespace Vlm.Preprocessing;

/// <summary>The size that a picture is brought to before the crop.</summary>
internal sealed class ResizeStep(ImageSize size, ResizeFilter filter)
{
    public ResizeFilter Filter { get; } = filter;

    /// <summary>The result's height and width where they do not depend on the picture.</summary>
    public (int Height, int Width)? Fixed { get; } = size is { Height: { } height, Width: { } width } ? (height, width) : null;

    public (int Width, int Height) SizeOf(int width, int height)
    {
        if (Fixed is { } sides)
        {
            return (sides.Width, sides.Height);
        }

        int shortest = size.ShortestEdge!.Value;
        return width <= height
            ? (shortest, Longer(shortest, height, width))
            : (Longer(shortest, width, height), shortest);
    }

    private static int Longer(int shortest, int longSide, int shortSide) => (int)((long)shortest * longSide / (double)shortSide);
}
