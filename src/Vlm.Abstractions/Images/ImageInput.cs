using System.Buffers;

namespace Vlm;

/// <summary>
/// A picture as the caller has it: a file, a stream, encoded bytes or raw pixels. Nothing is read or decoded before a model
/// asks for it, and then within <see cref="ImageLimits"/>. A path, a byte array and a stream convert implicitly.
/// </summary>
/// <remarks>
/// Web addresses are refused: a library that fetches what a text names surprises its host. Thread-safe, except that a
/// stream is read once, by the first call that needs it, and its bytes are kept for the following ones.
/// </remarks>
public sealed class ImageInput
{
    private readonly string? _path;
    private readonly Stream? _stream;
    private readonly Lock _gate = new();
    private ReadOnlyMemory<byte>? _bytes;
    private EncodedBytes? _borrowed;

    private ImageInput(string name, string? path = null, Stream? stream = null, ReadOnlyMemory<byte>? bytes = null, RgbImage? pixels = null, RawPixels? raw = null)
    {
        Name = name;
        _path = path;
        _stream = stream;
        _bytes = bytes;
        Pixels = pixels;
        Raw = raw;
    }

    /// <summary>What error messages call the picture: its path, or a description such as <c>bytes (1234)</c>.</summary>
    public string Name { get; }

    /// <summary>The pixels of a picture that is red, green, blue already (<see cref="FromImage"/> and its like); otherwise null.</summary>
    public RgbImage? Pixels { get; }

    /// <summary>The pixels of a picture in another layout, which a decoder has to turn into red, green, blue; otherwise null.</summary>
    public RawPixels? Raw { get; }

    /// <summary>A picture file.</summary>
    /// <param name="path">A path of the file system, absolute or relative to the current directory.</param>
    /// <exception cref="ArgumentException">The path is empty or a web address.</exception>
    public static ImageInput FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"'{path}' is a web address; pictures are never fetched. Download it and pass the file, its bytes or a stream.", nameof(path));
        }

        return new ImageInput(path, path: path);
    }

    /// <summary>An encoded picture (JPEG, PNG, …) in memory. The bytes are not copied and must not change while in use.</summary>
    /// <param name="encoded">The whole file.</param>
    /// <param name="name">What error messages call the picture.</param>
    public static ImageInput FromBytes(ReadOnlyMemory<byte> encoded, string? name = null) =>
        new(name ?? $"bytes ({encoded.Length})", bytes: encoded);

    /// <summary>An encoded picture in a stream, read from its position to its end when the picture is first needed. The caller disposes the stream.</summary>
    /// <param name="stream">A readable stream.</param>
    /// <param name="name">What error messages call the picture.</param>
    public static ImageInput FromStream(Stream stream, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new ImageInput(name ?? (stream as FileStream)?.Name ?? "stream", stream: stream);
    }

    /// <summary>Raw pixels in one of the usual layouts. They are not copied and must not change while in use.</summary>
    /// <param name="pixels">Rows from top to bottom.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="format">The channels. Alpha is treated as in a file: <see cref="ImageDecodeOptions.Alpha"/>.</param>
    /// <param name="stride">Bytes from one row to the next; 0 when rows follow each other directly.</param>
    /// <exception cref="ArgumentException">The sizes do not fit the memory.</exception>
    public static ImageInput FromPixels(ReadOnlyMemory<byte> pixels, int width, int height, PixelFormat format = PixelFormat.Rgb24, int stride = 0) =>
        format is PixelFormat.Rgb24 or PixelFormat.Rgbx32
            ? FromImage(new RgbImage(pixels, width, height, format == PixelFormat.Rgb24 ? 3 : 4, stride))
            : new ImageInput($"pixels ({width}x{height}, {format})", raw: new RawPixels(pixels, width, height, format, stride));

    /// <summary>A picture that is decoded already. The caller keeps and disposes it.</summary>
    /// <param name="image">The picture.</param>
    public static ImageInput FromImage(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return new ImageInput($"pixels ({image.Width}x{image.Height})", pixels: image);
    }

    /// <summary>A picture file.</summary>
    /// <param name="path">Its path.</param>
    public static implicit operator ImageInput(string path) => FromFile(path);

    /// <summary>An encoded picture in memory.</summary>
    /// <param name="encoded">The whole file.</param>
    public static implicit operator ImageInput(byte[] encoded) => FromBytes(encoded);

    /// <summary>An encoded picture in a stream.</summary>
    /// <param name="stream">A readable stream.</param>
    public static implicit operator ImageInput(Stream stream) => FromStream(stream);

    /// <summary>
    /// How many bytes <see cref="ReadEncoded"/> will bring into memory: the length of the file, asked for without opening it;
    /// 0 for what is in memory already and for a stream, whose length shows only at its end.
    /// </summary>
    /// <exception cref="ImageDecodeException">There is no such file, or it is none that has a length (a folder, a pipe, a device).</exception>
    public long UnreadLength => _path is null ? 0 : EncodedBytes.LengthOf(_path);

    /// <summary>Reads the encoded bytes; what a decoder begins with.</summary>
    /// <param name="maxBytes">More bytes than this are refused before they are read.</param>
    /// <returns>The whole file, in memory that is given back when disposed.</returns>
    /// <exception cref="ImageDecodeException">There is no such file, it cannot be read, it is empty, or it is longer than <paramref name="maxBytes"/>.</exception>
    /// <exception cref="InvalidOperationException">The picture has raw pixels and no encoded bytes.</exception>
    public IMemoryOwner<byte> ReadEncoded(long maxBytes)
    {
        if (Pixels is not null || Raw is not null)
        {
            throw new InvalidOperationException($"{Name} has no encoded bytes; use {nameof(Pixels)} or {nameof(Raw)}.");
        }

        return _path is not null ? EncodedBytes.ReadFile(_path, maxBytes) : Borrow(maxBytes);
    }

    private EncodedBytes Borrow(long maxBytes)
    {
        ReadOnlyMemory<byte> bytes = BytesOf(maxBytes);
        EncodedBytes.Check(Name, bytes.Length, maxBytes);
        return _borrowed ??= EncodedBytes.Borrow(bytes);
    }

    private ReadOnlyMemory<byte> BytesOf(long maxBytes)
    {
        lock (_gate)
        {
            return _bytes ??= EncodedBytes.ReadStream(_stream!, Name, maxBytes);
        }
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
