using System.Buffers.Binary;

namespace Vlm.Imaging.Formats;

/// <summary>Walks the chunks of a WebP (RFC 9649): canvas, bitstream header, orientation.</summary>
internal static class WebPStructure
{
    private const int RiffHeader = 12;
    private const int ChunkHeader = 8;

    public static ImageHeader Read(ReadOnlySpan<byte> file, string name)
    {
        long end = 8L + BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        if (end > file.Length)
        {
            throw ImageFault.Truncated(name, $"the WebP container announces {end} bytes, the file has {file.Length}");
        }

        ImageHeader? canvas = null;
        ImageHeader? picture = null;
        int orientation = ExifOrientation.Upright;
        long metadata = 0;
        int frames = 0;
        long at = RiffHeader;
        while (end - at >= ChunkHeader)
        {
            ReadOnlySpan<byte> chunk = file[(int)at..];
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (at + ChunkHeader + length > end)
            {
                throw ImageFault.Corrupt(name, $"a WebP chunk of {length} bytes at byte {at} in a container of {end}");
            }

            ReadOnlySpan<byte> body = chunk.Slice(ChunkHeader, (int)length);
            if (chunk.StartsWith("VP8X"u8))
            {
                canvas = ReadCanvas(body, name);
            }
            else if (chunk.StartsWith("ANMF"u8) && body.Length >= 16)
            {
                frames++;
                picture ??= new ImageHeader(ImageFormat.WebP, 1 + Read24(body[6..]), 1 + Read24(body[9..]), PixelMode.Rgb);
            }
            else if (chunk.StartsWith("VP8 "u8) || chunk.StartsWith("VP8L"u8))
            {
                picture ??= chunk[3] == (byte)'L' ? ReadLossless(body, name) : ReadLossy(body, name);
            }
            else if (chunk.StartsWith("EXIF"u8))
            {
                orientation = ExifOrientation.Read(body);
            }

            metadata += IsPicture(chunk) ? 0 : ChunkHeader + length;

            at += ChunkHeader + length + (length & 1);
        }

        if (picture is not { } found)
        {
            throw canvas is null && end <= RiffHeader + 4 ? ImageFault.Truncated(name, "a WebP without chunks") : ImageFault.Corrupt(name, "a WebP without a picture chunk");
        }

        return (canvas ?? found) with { Orientation = orientation, MetadataBytes = metadata, Frames = Math.Max(frames, 1) };
    }

    private static bool IsPicture(ReadOnlySpan<byte> chunk) =>
        chunk.StartsWith("VP8"u8) || chunk.StartsWith("ALPH"u8) || chunk.StartsWith("ANIM"u8) || chunk.StartsWith("ANMF"u8);

    private static ImageHeader ReadCanvas(ReadOnlySpan<byte> body, string name)
    {
        const int AlphaFlag = 0x10;
        return body.Length < 10
            ? throw ImageFault.Corrupt(name, $"a WebP canvas chunk of {body.Length} bytes")
            : new ImageHeader(ImageFormat.WebP, 1 + Read24(body[4..]), 1 + Read24(body[7..]), (body[0] & AlphaFlag) != 0 ? PixelMode.Rgba : PixelMode.Rgb);
    }

    private static ImageHeader ReadLossy(ReadOnlySpan<byte> body, string name)
    {
        if (body.Length < 10 || !body[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
        {
            throw ImageFault.Corrupt(name, "a WebP chunk VP8 without the start of a key frame");
        }

        int width = BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & 0x3FFF;
        int height = BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & 0x3FFF;
        return new ImageHeader(ImageFormat.WebP, width, height, PixelMode.Rgb);
    }

    private static ImageHeader ReadLossless(ReadOnlySpan<byte> body, string name)
    {
        if (body.Length < 5 || body[0] != 0x2F)
        {
            throw ImageFault.Corrupt(name, "a WebP chunk VP8L without its signature byte 2F");
        }

        uint bits = BinaryPrimitives.ReadUInt32LittleEndian(body[1..]);
        PixelMode mode = (bits >> 28 & 1) != 0 ? PixelMode.Rgba : PixelMode.Rgb;
        return new ImageHeader(ImageFormat.WebP, 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF), mode);
    }

    private static long Read24(ReadOnlySpan<byte> at) => at[0] | (at[1] << 8) | (at[2] << 16);
}
