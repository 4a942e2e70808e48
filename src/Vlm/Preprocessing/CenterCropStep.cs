namespace Vlm.Preprocessing;

/// <summary>Cuts a window from the middle; what lies outside the picture is zero before rescaling.</summary>
internal sealed class CenterCropStep(int height, int width)
{
    public int Height { get; } = height;

    public int Width { get; } = width;

    /// <summary>Where the window begins in the picture; negative where it reaches beyond it.</summary>
    public (int Left, int Top) Origin(int width, int height) => (FloorHalf(width - Width), FloorHalf(height - Height));

    // An arithmetic shift rounds down for negative numbers too, as Python's // does.
    private static int FloorHalf(int difference) => difference >> 1;
}
