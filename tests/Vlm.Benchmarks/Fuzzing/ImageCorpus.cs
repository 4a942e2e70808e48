using System.Buffers.Binary;
using System.Text;

namespace Vlm.Benchmarks.Fuzzing;

/// <summary>Whole little files of each format and the markers that mean something in them: what damage starts from.</summary>
internal static class ImageCorpus
{
    private const int LongestFile = 3200;

    public static IReadOnlyList<string> Formats { get; } = ["jpeg", "png", "gif", "webp", "bmp", "ico"];

    /// <summary>A source of damaged files of a format.</summary>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="folder">The folder with the small sample pictures of all kinds (tests/golden/convert/inputs).</param>
    public static Mutator Load(string format, string folder)
    {
        string pattern = format switch { "jpeg" => "*.jpg", "ico" => "*.bmp", _ => $"*.{format}" };
        byte[][] files = [.. Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(file => file.Length <= LongestFile)];
        byte[][] seeds = format == "ico"
            ? [.. files.Select(bmp => Icon(IconBitmap(bmp))), .. Load("png", folder, 600).Select(Icon)]
            : files;
        return new Mutator(seeds, Words(format), Signature(format), LongestFile * 2);
    }

    /// <summary>A source of damaged animations of a format.</summary>
    /// <param name="format"><c>gif</c> or <c>webp</c>.</param>
    /// <param name="folder">The folder with the small sample animations (tests/golden/video).</param>
    public static Mutator LoadAnimations(string format, string folder)
    {
        byte[][] seeds = [.. Directory.GetFiles(folder, $"*.{format}").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        return new Mutator(seeds, Words(format), Signature(format), LongestFile);
    }

    private static int Signature(string format) => format switch { "jpeg" or "bmp" => 2, "png" => 8, "gif" => 6, "webp" => 12, _ => 4 };

    private static IEnumerable<byte[]> Load(string format, string folder, int longest) =>
        Directory.GetFiles(folder, $"*.{format}").Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(file => file.Length <= longest);

    private static byte[] Icon(byte[] picture)
    {
        byte[] icon = new byte[22 + picture.Length];
        icon[2] = icon[4] = icon[10] = 1;
        (icon[6], icon[7], icon[12]) = (46, 34, 32);
        BinaryPrimitives.WriteInt32LittleEndian(icon.AsSpan(14), picture.Length);
        icon[18] = 22;
        picture.CopyTo(icon, 22);
        return icon;
    }

    // A bitmap in an icon has no file header, twice the height, and a mask behind its rows.
    private static byte[] IconBitmap(byte[] bmp)
    {
        int width = BinaryPrimitives.ReadInt32LittleEndian(bmp.AsSpan(18));
        int height = Math.Abs(BinaryPrimitives.ReadInt32LittleEndian(bmp.AsSpan(22)));
        byte[] icon = [.. bmp[14..], .. new byte[(width + 31) / 32 * 4 * height]];
        BinaryPrimitives.WriteInt32LittleEndian(icon.AsSpan(8), height * 2);
        return icon;
    }

    private static byte[][] Words(string format) => format switch
    {
        "jpeg" =>
        [
            .. Enumerable.Range(0xC0, 0x40).Select(marker => new byte[] { 0xFF, (byte)marker }),
            [0xFF, 0x00], [0xFF, 0xFF], [0x00, 0x02], [0x11, 0x22, 0x44], "Exif\0\0MM\0*"u8.ToArray(), "Adobe\0d"u8.ToArray(), [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6],
        ],
        "png" => Texts("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "iCCP", "zTXt", "iTXt", "eXIf", "acTL", "fcTL", "fdAT", "sBIT", "\x08\x06", "\x10\0", "\x01\x03"),
        "gif" => [[0x21, 0xF9, 4, 1], [0x21, 0xFF, 11], [0x21, 0xFE], [0x2C, 0, 0, 0, 0], [0x3B], [0], [0x87], [0x40], [0xFF, 0xFF], "NETSCAPE2.0"u8.ToArray(), [8], [2], [12]],
        "webp" => Texts("RIFF", "WEBP", "VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "EXIF", "ICCP", "XMP ", "/", "\x10\0\0\0", "\x02\0\0\0"),
        "bmp" => Texts("BM", "(\0\0\0", "\x0C\0\0\0", "|\0\0\0", "\x01\0\x01\0", "\x01\0\x04\0", "\x01\0\x10\0", "\x01\0\x20\0", "\x01\0\0\0", "\x02\0\0\0", "\x03\0\0\0", "\0\x01", "\0\0", "\0\x02"),
        _ => Texts("\0\0\x01\0", "\x89PNG\r\n\x1A\n", "IHDR", "(\0\0\0", "\x01\0\x01\0", "\x01\0\x20\0", "\x16\0\0\0", "\x03\0\0\0", "\0\0\0\0"),
    };

    private static byte[][] Texts(params string[] words) => [.. words.Select(Encoding.Latin1.GetBytes)];
}
