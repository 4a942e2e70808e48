namespace Vlm.Imaging.Formats;

/// <summary>What a file's pixels are, in Pillow's terms.</summary>
internal enum PixelMode
{
    /// <summary>Red, green, blue (Pillow: RGB).</summary>
    Rgb,

    /// <summary>Red, green, blue, alpha (RGBA).</summary>
    Rgba,

    /// <summary>Gray (L).</summary>
    Gray,

    /// <summary>Gray and alpha (LA).</summary>
    GrayAlpha,

    /// <summary>Indices into a palette (P) or single bits (1): never interpolated.</summary>
    Indexed,
}
