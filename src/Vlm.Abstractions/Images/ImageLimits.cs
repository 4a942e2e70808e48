namespace Vlm;

/// <summary>What a decoder accepts. Every limit is checked before the memory that it guards is taken.</summary>
public sealed class ImageLimits
{
    /// <summary>The defaults.</summary>
    public static ImageLimits Default { get; } = new();

    /// <summary>Width times height. Default 50 million.</summary>
    public long MaxPixels { get; init; } = 50_000_000;

    /// <summary>The longer side, in pixels. Default 32,768.</summary>
    public int MaxSide { get; init; } = 32_768;

    /// <summary>The length of the encoded file, in bytes. Default 256 MiB.</summary>
    public long MaxEncodedBytes { get; init; } = 256L << 20;
}
