using System.Buffers;

namespace Vlm.Evaluation;

/// <summary>The bytes of a picture file that a browser shows, put into a page as they are.</summary>
public sealed class EmbeddedPicture
{
    private const int HeaderBytes = 12;

    private EmbeddedPicture(ReadOnlyMemory<byte> bytes, string mediaType)
    {
        Bytes = bytes;
        MediaType = mediaType;
    }

    /// <summary>The file's bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Its media type, read from the bytes and not from a name.</summary>
    public string MediaType { get; }

    /// <summary>Takes the bytes of a JPEG, PNG, GIF, WebP or BMP file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What to call it in an error.</param>
    /// <returns>The picture; the bytes are not copied.</returns>
    /// <exception cref="EvaluationException">The bytes begin like none of these formats.</exception>
    public static EmbeddedPicture FromBytes(ReadOnlyMemory<byte> bytes, string name) =>
        TypeOf(bytes.Span) is { } type
            ? new EmbeddedPicture(bytes, type)
            : throw new EvaluationException($"{name} is none of JPEG, PNG, GIF, WebP and BMP, so a browser cannot show it; convert it first.", name);

    /// <summary>Takes the bytes of a picture.</summary>
    /// <param name="image">A file, stream or bytes; raw pixels have none.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="EvaluationException">It is none of the formats that a browser shows, or has no encoded bytes.</exception>
    /// <exception cref="ImageDecodeException">It cannot be read, or is longer than <see cref="ImageLimits.MaxEncodedBytes"/>.</exception>
    public static EmbeddedPicture FromImage(ImageInput image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Pixels is not null)
        {
            throw new EvaluationException($"{image.Name} is raw pixels; a page needs a picture file's bytes.", image.Name);
        }

        using IMemoryOwner<byte> encoded = image.ReadEncoded(ImageLimits.Default.MaxEncodedBytes);
        return FromBytes(encoded.Memory.ToArray(), image.Name);
    }

    internal string DataUri() => $"data:{MediaType};base64,{Convert.ToBase64String(Bytes.Span)}";

    private static string? TypeOf(ReadOnlySpan<byte> bytes) => bytes.Length < HeaderBytes ? null
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : bytes[1..].StartsWith("PNG\r\n"u8) ? "image/png"
        : bytes.StartsWith("GIF8"u8) ? "image/gif"
        : bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? "image/webp"
        : bytes.StartsWith("BM"u8) ? "image/bmp"
        : null;
}
