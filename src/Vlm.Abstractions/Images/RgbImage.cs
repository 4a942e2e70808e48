namespace Vlm;

/// <summary>
/// A decoded picture: 8 bits a channel, red, green, blue, rows from top to bottom, orientation already applied.
/// </summary>
/// <remarks>Immutable. Disposing gives pooled memory back; the pixels must not be read after that.</remarks>
public sealed class RgbImage : IDisposable
{
    private readonly ReadOnlyMemory<byte> _pixels;
    private readonly IDisposable? _owner;
    private bool _disposed;

    /// <summary>Wraps pixels, without a copy.</summary>
    /// <param name="pixels">The rows; at least <c>stride * (height - 1) + width * bytesPerPixel</c> bytes.</param>
    /// <param name="width">Pixels in a row, 1 or more.</param>
    /// <param name="height">Number of rows, 1 or more.</param>
    /// <param name="bytesPerPixel">3 (red, green, blue) or 4 (a fourth byte that is ignored).</param>
    /// <param name="stride">Bytes from one row to the next; 0 when rows follow each other directly.</param>
    /// <param name="owner">Disposed together with the picture; null when the caller keeps the memory.</param>
    /// <exception cref="ArgumentException">The sizes do not fit the memory.</exception>
    public RgbImage(ReadOnlyMemory<byte> pixels, int width, int height, int bytesPerPixel = 3, int stride = 0, IDisposable? owner = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (bytesPerPixel is not (3 or 4))
        {
            throw new ArgumentOutOfRangeException(nameof(bytesPerPixel), bytesPerPixel, "A pixel has 3 bytes (RGB) or 4 (RGB and one ignored).");
        }

        long row = (long)width * bytesPerPixel;
        long step = stride == 0 ? row : stride;
        if (step < row)
        {
            throw new ArgumentOutOfRangeException(nameof(stride), stride, $"A row of {width} pixels has {row} bytes.");
        }

        long needed = (step * (height - 1L)) + row;
        if (step > int.MaxValue || pixels.Length < needed)
        {
            throw new ArgumentException($"{width}x{height} pixels of {bytesPerPixel} bytes need {needed} bytes, but {pixels.Length} were given.", nameof(pixels));
        }

        _pixels = pixels;
        _owner = owner;
        Width = width;
        Height = height;
        BytesPerPixel = bytesPerPixel;
        Stride = (int)step;
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>
    /// The upright picture's full width: more than <see cref="Width"/> where it was decoded at a reduced scale
    /// (<see cref="ImageDecodeOptions.FastDecode"/>), otherwise the same. Regions are told, and grids planned, in full pixels.
    /// </summary>
    public int OriginalWidth
    {
        get => field == 0 ? Width : field;
        init;
    }

    /// <summary>The upright picture's full height; see <see cref="OriginalWidth"/>.</summary>
    public int OriginalHeight
    {
        get => field == 0 ? Height : field;
        init;
    }

    /// <summary>3 (red, green, blue) or 4 (and a fourth byte that is ignored unless <see cref="HasAlpha"/>).</summary>
    public int BytesPerPixel { get; }

    /// <summary>Whether the fourth byte is transparency (not premultiplied), which the image processor lays on white. Default false.</summary>
    /// <exception cref="ArgumentException">A pixel has only 3 bytes.</exception>
    public bool HasAlpha
    {
        get;
        init => field = !value || BytesPerPixel == 4 ? value : throw new ArgumentException("Transparency needs a fourth byte in every pixel.", nameof(value));
    }

    /// <summary>Bytes from the start of one row to the start of the next.</summary>
    public int Stride { get; }

    /// <summary>The rows.</summary>
    /// <exception cref="ObjectDisposedException">The picture was disposed.</exception>
    public ReadOnlyMemory<byte> Pixels
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _pixels;
        }
    }

    /// <summary>The bytes of one row, without padding.</summary>
    /// <param name="y">From 0 (top) to <see cref="Height"/> less one.</param>
    public ReadOnlySpan<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Height, nameof(y));
        return Pixels.Span.Slice(y * Stride, Width * BytesPerPixel);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _owner?.Dispose();
        }
    }
}
