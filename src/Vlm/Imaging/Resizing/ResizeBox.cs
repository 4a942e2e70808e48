namespace Vlm.Imaging.Resizing;

/// <summary>The part of the source that is resized, in source pixels; corners are float32, as in Pillow.</summary>
internal readonly record struct ResizeBox(float Left, float Top, float Right, float Bottom)
{
    public static ResizeBox Whole(int width, int height) => new(0, 0, width, height);
}
