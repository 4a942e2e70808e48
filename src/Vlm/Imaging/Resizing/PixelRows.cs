namespace Vlm.Imaging.Resizing;

/// <summary>Rows of pixels of four bytes.</summary>
internal readonly struct PixelRows(ReadOnlyMemory<byte> memory, int stride, int width, int height)
{
    public ReadOnlySpan<byte> Bytes => memory.Span;

    public int Stride { get; } = stride;

    public int Width { get; } = width;

    public int Height { get; } = height;

    public ReadOnlySpan<byte> Row(int y) => Bytes.Slice(y * Stride, Width * 4);
}
