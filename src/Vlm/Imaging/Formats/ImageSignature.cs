using System.Text;

namespace Vlm.Imaging.Formats;

/// <summary>The format by the first bytes; names and extensions play no part.</summary>
internal static class ImageSignature
{
    /// <summary>The header of a picture that stands alone; an icon's pictures are taken out of it first.</summary>
    public static ImageHeader ReadHeader(ReadOnlySpan<byte> file, string name) => Detect(file, name) switch
    {
        ImageFormat.Png => PngStructure.Read(file, name),
        ImageFormat.Jpeg => JpegStructure.Read(file, name),
        ImageFormat.Gif => GifStructure.Read(file, name),
        ImageFormat.WebP => WebPStructure.Read(file, name),
        _ => BmpStructure.Read(file, name),
    };

    public static ImageFormat Detect(ReadOnlySpan<byte> file, string name)
    {
        if (file.StartsWith(PngStructure.Signature))
        {
            return ImageFormat.Png;
        }

        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]))
        {
            return ImageFormat.Jpeg;
        }

        if (file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8))
        {
            return ImageFormat.Gif;
        }

        if (file.StartsWith("RIFF"u8) && file.Length >= 12 && file[8..].StartsWith("WEBP"u8))
        {
            return ImageFormat.WebP;
        }

        if (file.StartsWith("BM"u8))
        {
            return ImageFormat.Bmp;
        }

        if (file.StartsWith(IcoStructure.Signature))
        {
            return ImageFormat.Ico;
        }

        throw Unknown(file, name);
    }

    private static ImageDecodeException Unknown(ReadOnlySpan<byte> file, string name)
    {
        if (file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8))
        {
            return ImageFault.Unsupported(name, "it is a TIFF, which is not read");
        }

        if (file.StartsWith((ReadOnlySpan<byte>)[0, 0, 2, 0]))
        {
            return ImageFault.Unsupported(name, "it is a Windows cursor, which is not read");
        }

        if (file.Length >= 12 && file[4..].StartsWith("ftyp"u8))
        {
            return ImageFault.Unsupported(name, $"it is an ISO media file of brand '{Encoding.Latin1.GetString(file.Slice(8, 4))}' (AVIF, HEIC or a video), which is not read");
        }

        string found =
            file.StartsWith("version https://git-lfs"u8) ? "it is a Git LFS pointer, not the picture. Run `git lfs pull`"
            : file.StartsWith("%PDF"u8) ? "it is a PDF document, not a picture"
            : file.StartsWith("%!PS"u8) ? "it is a PostScript program, not a picture; it is never run"
            : file.StartsWith("PK"u8) ? "it is a zip archive, not a picture. Unpack it"
            : LooksLikeMarkup(file) ? "it is text that begins with '<' (SVG or a web page), not a picture. If it was downloaded, check the address"
            : $"it begins with no known signature (first bytes: {Convert.ToHexString(file[..Math.Min(8, file.Length)])})";
        return ImageFault.NotAnImage(name, found);
    }

    private static bool LooksLikeMarkup(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> text = file.TrimStart(" \t\r\n"u8);
        return text.Length > 0 && text[0] == (byte)'<';
    }
}
