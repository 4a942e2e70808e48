namespace Vlm.Preprocessing.Framing;

/// <summary>A resize of 8-bit pixels to a size.</summary>
internal readonly record struct Resizing(int Width, int Height, ResizeFilter Filter, double? ReducingGap = null);
