namespace Vlm.Composition;

/// <summary>A picture's sides in pixels, as it was given: upright, before any resize.</summary>
internal readonly record struct PictureSize(int Width, int Height);
