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

    /// <summary>Reads a picture file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="EvaluationException">The file cannot be read, or is no picture that a browser shows.</exception>
    public static EmbeddedPicture FromFile(string path)
    {
        try
        {
            return FromBytes(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EvaluationException($"The picture {path} cannot be read ({e.Message}); look at the item's image in the study.", path, e);
        }
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
