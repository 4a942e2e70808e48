namespace Vlm;

/// <summary>How a picture is resampled. The values are Pillow's codes, as <c>resample</c> in preprocessor_config.json has them.</summary>
public enum ResizeFilter
{
    /// <summary>The nearest source pixel.</summary>
    Nearest = 0,

    /// <summary>A sinc window of six pixels, widened when shrinking.</summary>
    Lanczos = 1,

    /// <summary>A triangle of two pixels, widened when shrinking.</summary>
    Bilinear = 2,

    /// <summary>A cubic of four pixels (a = −0.5), widened when shrinking.</summary>
    Bicubic = 3,

    /// <summary>The mean of the covered pixels.</summary>
    Box = 4,

    /// <summary>A Hamming window of two pixels, widened when shrinking.</summary>
    Hamming = 5,
}
