namespace Vlm;

/// <summary>How a picture is decoded.</summary>
public sealed class ImageDecodeOptions
{
    /// <summary>The defaults.</summary>
    public static ImageDecodeOptions Default { get; } = new();

    /// <summary>What is accepted.</summary>
    public ImageLimits Limits { get; init; } = ImageLimits.Default;

    /// <summary>What becomes of transparency. Default <see cref="AlphaHandling.Drop"/>.</summary>
    public AlphaHandling Alpha { get; init; } = AlphaHandling.Drop;
}
