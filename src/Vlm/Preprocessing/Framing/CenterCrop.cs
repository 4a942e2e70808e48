namespace Vlm.Preprocessing.Framing;

/// <summary>A window cut from the middle; what lies outside the picture is black before rescaling.</summary>
internal sealed record CenterCrop(int Width, int Height)
{
    public Frame Of(Resizing resizing) => Frame.Placed(resizing, -FloorHalf(resizing.Width - Width), -FloorHalf(resizing.Height - Height), Width, Height);

    // An arithmetic shift rounds down for negative numbers too, as Python's // does.
    private static int FloorHalf(int difference) => difference >> 1;
}
