namespace Vlm;

/// <summary>Pixels that are decoded already, in a caller's own layout: rows from top to bottom, 8 bits a channel.</summary>
/// <remarks>Immutable; the memory is the caller's and is not copied.</remarks>
public sealed class RawPixels
{
    /// <summary>Wraps pixels, without a copy.</summary>
    /// <param name="memory">The rows; at least <c>stride * (height - 1) + width * bytes of a pixel</c> bytes.</param>
    /// <param name="width">Pixels in a row, 1 or more.</param>
    /// <param name="height">Number of rows, 1 or more.</param>
    /// <param name="format">The channels.</param>
    /// <param name="stride">Bytes from one row to the next; 0 when rows follow each other directly.</param>
    /// <exception cref="ArgumentException">The sizes do not fit the memory.</exception>
    public RawPixels(ReadOnlyMemory<byte> memory, int width, int height, PixelFormat format, int stride = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        BytesPerPixel = format switch
        {
            PixelFormat.Rgb24 or PixelFormat.Bgr24 => 3,
            PixelFormat.Rgbx32 or PixelFormat.Rgba32 or PixelFormat.Bgra32 => 4,
            PixelFormat.Gray8 => 1,
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a pixel format."),
        };
        long row = (long)width * BytesPerPixel;
        long step = stride == 0 ? row : stride;
        if (step < row || step > int.MaxValue)
        {
            throw new ArgumentOutOfRangeException(nameof(stride), stride, $"A row of {width} pixels of {format} has {row} bytes.");
        }

        long needed = (step * (height - 1L)) + row;
        if (memory.Length < needed)
        {
            throw new ArgumentException($"{width}x{height} pixels of {format} need {needed} bytes, but {memory.Length} were given.", nameof(memory));
        }

        (Memory, Width, Height, Format, Stride) = (memory, width, height, format, (int)step);
    }

    /// <summary>The rows.</summary>
    public ReadOnlyMemory<byte> Memory { get; }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>The channels.</summary>
    public PixelFormat Format { get; }

    /// <summary>Bytes from the start of one row to the start of the next.</summary>
    public int Stride { get; }

    /// <summary>1, 3 or 4.</summary>
    public int BytesPerPixel { get; }

    /// <summary>Whether the fourth byte is alpha.</summary>
    public bool HasAlpha => Format is PixelFormat.Rgba32 or PixelFormat.Bgra32;

    /// <summary>The bytes of one row, without padding.</summary>
    /// <param name="y">From 0 (top) to <see cref="Height"/> less one.</param>
    public ReadOnlySpan<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Height, nameof(y));
        return Memory.Span.Slice(y * Stride, Width * BytesPerPixel);
    }
}
