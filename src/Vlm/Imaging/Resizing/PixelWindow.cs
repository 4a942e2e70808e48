namespace Vlm.Imaging.Resizing;

/// <summary>A rectangle of whole pixels.</summary>
internal readonly record struct PixelWindow(int Left, int Top, int Width, int Height);
