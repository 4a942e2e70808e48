namespace Vlm;

/// <summary>The channels of raw pixels in the order of their bytes, 8 bits each.</summary>
public enum PixelFormat
{
    /// <summary>Red, green, blue.</summary>
    Rgb24,

    /// <summary>Red, green, blue and one byte that is ignored.</summary>
    Rgbx32,

    /// <summary>Red, green, blue, alpha (not premultiplied).</summary>
    Rgba32,

    /// <summary>Blue, green, red.</summary>
    Bgr24,

    /// <summary>Blue, green, red, alpha (not premultiplied).</summary>
    Bgra32,

    /// <summary>Gray.</summary>
    Gray8,
}
