namespace Vlm.Imaging.Formats;

/// <summary>
/// What a file says of itself before any pixel is decoded. Sides are as stored: the orientation is not applied.
/// HasEnd: the format's end mark was seen, so that missing pixels are damage and not a cut.
/// </summary>
internal readonly record struct ImageHeader(
    ImageFormat Format, long Width, long Height, PixelMode Mode, int Orientation = ExifOrientation.Upright, bool HasEnd = false)
{
    /// <summary>Bits of a sample, as far as it matters: 16 for 16-bit gray, 5 for a 16-bit bitmap, 6 for one whose green has 6, otherwise 8.</summary>
    public int SampleBits { get; init; } = 8;

    /// <summary>The low byte of the gray that a 16-bit gray PNG calls transparent; null elsewhere.</summary>
    public byte? TransparentGray { get; init; }

    /// <summary>Frames of an animation, pictures of an icon; 1 elsewhere.</summary>
    public int Frames { get; init; } = 1;

    /// <summary>Bytes of the file that are not the picture.</summary>
    public long MetadataBytes { get; init; }

    /// <summary>Stored in several passes: a progressive JPEG, an interlaced PNG. The decoder then holds the whole picture.</summary>
    public bool Passes { get; init; }

    /// <summary>Red, green, blue, alpha (little-endian) of the pixels that a GIF's first frame leaves empty or marks transparent; null elsewhere.</summary>
    public uint? EmptyPixel { get; init; }
}
