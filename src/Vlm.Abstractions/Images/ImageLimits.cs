namespace Vlm;

/// <summary>
/// What a decoder accepts of a file that nobody vouches for. Every limit is checked, from the file's header, before the
/// memory that it guards is taken; a picture above one ends in <see cref="ImageDecodeException"/> with
/// <see cref="ImageDecodeReason.TooLarge"/>. Only <see cref="MaxTotalMemory"/> makes a picture wait instead.
/// </summary>
/// <remarks>Immutable and thread-safe.</remarks>
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

    /// <summary>
    /// How many frames an animation, or pictures an icon, may have, even where only the first is wanted. Default 10,000.
    /// </summary>
    public int MaxFrames { get; init; } = 10_000;

    /// <summary>
    /// Bytes of everything in the file that is not the picture: EXIF, colour profiles, comments, thumbnails, unknown chunks.
    /// Default 16 MiB.
    /// </summary>
    public long MaxMetadataBytes { get; init; } = 16L << 20;

    /// <summary>
    /// Bytes that all decodes of the process may hold together: file buffers, the decoder's working memory, and decoded pictures
    /// until they are disposed. A decode that would exceed it waits until others have finished, in the order of arrival; one that
    /// needs more on its own is refused. While no other decode is running nothing waits, so that a caller who keeps many
    /// pictures is slowed down and never blocked. Memory that the caller passed in does not count, nor what is read from a stream. Default 1 GiB.
    /// </summary>
    public long MaxTotalMemory { get; init; } = 1L << 30;

    /// <summary>
    /// The longest time that one picture may take to decode, without the time that it waits for memory. Default 30 s. JPEG, PNG
    /// and GIF stop in the middle; the time of WebP and BMP is bounded by the number of their pixels and checked at the end.
    /// </summary>
    public TimeSpan MaxDecodeTime { get; init; } = TimeSpan.FromSeconds(30);
}
