using Vlm.Imaging.Resizing;

namespace Vlm.Preprocessing.Framing;

/// <summary>
/// One entry of the tensor: a region of a picture is resized, and a window of the result is laid on a canvas. Neither the
/// resized picture nor the canvas exists as such: what is shown is written straight into the tensor.
/// </summary>
internal readonly record struct Frame
{
    /// <summary>Which pixels: 0 for the prepared picture, n for the result of its n-th planned resize.</summary>
    public int Stage { get; init; }

    /// <summary>The part of them that is resized; null for all.</summary>
    public PixelWindow? Region { get; init; }

    public required Resizing Resizing { get; init; }

    /// <summary>The part of the resized picture that is shown.</summary>
    public required PixelWindow Window { get; init; }

    /// <summary>The column of the canvas where the window begins.</summary>
    public int Left { get; init; }

    /// <summary>The row of the canvas where the window begins.</summary>
    public int Top { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>The colour around the window, before the value steps: red in the lowest byte, then green and blue.</summary>
    public uint Around { get; init; }

    public bool IsCovered => Window.Width == Width && Window.Height == Height;

    /// <summary>All of the resized picture, without a canvas around it.</summary>
    public static Frame Whole(Resizing resizing, int stage = 0, PixelWindow? region = null) => Part(resizing, new PixelWindow(0, 0, resizing.Width, resizing.Height), stage, region);

    /// <summary>A window of the resized picture, without a canvas around it.</summary>
    public static Frame Part(Resizing resizing, PixelWindow window, int stage = 0, PixelWindow? region = null) => new()
    {
        Stage = stage,
        Region = region,
        Resizing = resizing,
        Window = window,
        Width = window.Width,
        Height = window.Height,
    };

    /// <summary>The resized picture with its corner at a place of a canvas; what reaches beyond is cut off.</summary>
    public static Frame Placed(Resizing resizing, int left, int top, int width, int height, int stage = 0, uint around = 0)
    {
        int fromX = Math.Max(0, -left);
        int fromY = Math.Max(0, -top);
        int columns = Math.Max(0, Math.Min(resizing.Width, width - left) - fromX);
        int rows = Math.Max(0, Math.Min(resizing.Height, height - top) - fromY);
        return new Frame
        {
            Stage = stage,
            Resizing = resizing,
            Window = new PixelWindow(fromX, fromY, columns, rows),
            Left = left + fromX,
            Top = top + fromY,
            Width = width,
            Height = height,
            Around = around,
        };
    }
}
