namespace Vlm.Search;

/// <summary>
/// The layout of an index file, little-endian: magic (8), version (4), dimensions (4), pictures (8), bytes of the strings
/// (4 space, 4 folder), bytes of the entries (8), then space, folder, entries (4 id length, id, 8 file length, 8 ticks),
/// the vectors as 32-bit floats row by row, and the SHA-256 of all that. ONNX Runtime runs on little-endian machines only, so
/// vectors are written as they lie in memory.
/// </summary>
internal static class IndexFileFormat
{
    public const uint Version = 1;
    public const int HeaderBytes = 40;
    public const int HashBytes = 32;
    public const int EntryFixedBytes = 20;
    public const int MaxStringBytes = 1 << 16;

    /// <summary>Read and written at once, and the distance between two looks at the cancellation token.</summary>
    public const int ChunkBytes = 1 << 20;

    public static ReadOnlySpan<byte> Magic => "VLMINDEX"u8;
}
