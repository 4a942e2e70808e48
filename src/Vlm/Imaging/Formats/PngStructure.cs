using System.Buffers.Binary;
using System.Text;

namespace Vlm.Imaging.Formats;

/// <summary>Walks the chunks of a PNG (ISO/IEC 15948): header, orientation, and whether there are pixel data at all.</summary>
internal static class PngStructure
{
    private const int ChunkOverhead = 12;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static ImageHeader Read(ReadOnlySpan<byte> file, string name)
    {
        ImageHeader? header = null;
        int orientation = ExifOrientation.Upright;
        bool palette = false;
        bool data = false;
        long metadata = 0;
        int frames = 0;
        for (int at = Signature.Length; ;)
        {
            if (file.Length - at < 8)
            {
                return data ? Result(hasEnd: false) : throw ImageFault.Truncated(name, "a PNG without pixel data");
            }

            uint length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            ReadOnlySpan<byte> type = file.Slice(at + 4, 4);
            if (header is null && !type.SequenceEqual("IHDR"u8))
            {
                throw ImageFault.Corrupt(name, "a PNG's first chunk is IHDR; found another");
            }

            if (length > int.MaxValue || !IsName(type))
            {
                throw ImageFault.Corrupt(name, $"a PNG chunk at byte {at} of {length} bytes with type {Convert.ToHexString(type)}");
            }

            if (length > file.Length - at - 8)
            {
                throw ImageFault.Truncated(name, $"the PNG chunk {Encoding.ASCII.GetString(type)} at byte {at} has {length} bytes, the file only {file.Length}");
            }

            ReadOnlySpan<byte> body = file.Slice(at + 8, (int)length);
            if (type.SequenceEqual("IHDR"u8))
            {
                header = header is null ? ReadHeader(body, name) : throw ImageFault.Corrupt(name, "a PNG with two IHDR chunks");
            }
            else if (type.SequenceEqual("PLTE"u8))
            {
                palette = true;
            }
            else if (type.SequenceEqual("eXIf"u8))
            {
                orientation = ExifOrientation.Read(body);
            }
            else if (type.SequenceEqual("IDAT"u8))
            {
                data = true;
                if (header!.Value.Mode == PixelMode.Indexed && body.Length > 0 && !palette && ColourType(file) == 3)
                {
                    throw ImageFault.Corrupt(name, "a PNG with palette indices and no palette (PLTE)");
                }
            }
            else if (type.SequenceEqual("IEND"u8))
            {
                return data ? Result(hasEnd: true) : throw ImageFault.Corrupt(name, "a PNG without pixel data (IDAT)");
            }

            else if (type.SequenceEqual("tRNS"u8) && header!.Value.SampleBits == 16 && body.Length >= 2 && !data)
            {
                header = header.Value with { TransparentGray = body[1] };
            }
            else if (type.SequenceEqual("fcTL"u8))
            {
                frames++;
            }

            metadata += IsMetadata(type) ? ChunkOverhead + length : 0;
            at = (int)Math.Min((long)at + ChunkOverhead + length, file.Length);
        }

        ImageHeader Result(bool hasEnd) =>
            header!.Value with { Orientation = orientation, HasEnd = hasEnd, MetadataBytes = metadata, Frames = Math.Max(frames, 1) };
    }

    /// <summary>Whether every chunk of pixel data has the checksum that is written behind it; for a decoder that does not look.</summary>
    public static bool HasRightChecksums(ReadOnlySpan<byte> file)
    {
        for (int at = Signature.Length; file.Length - at >= ChunkOverhead;)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - ChunkOverhead)
            {
                return true;
            }

            ReadOnlySpan<byte> type = file.Slice(at + 4, 4);
            ReadOnlySpan<byte> body = file.Slice(at + 8, (int)length);
            if (type.SequenceEqual("IDAT"u8) && Crc32.Compute(type, body) != BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + (int)length)..]))
            {
                return false;
            }

            at += ChunkOverhead + (int)length;
        }

        return true;
    }

    // A chunk whose name begins with a small letter can be left out; transparency and the frames of an animation belong to the picture.
    private static bool IsMetadata(ReadOnlySpan<byte> type) =>
        type[0] >= 'a' && !type.SequenceEqual("tRNS"u8) && !type.SequenceEqual("fdAT"u8) && !type.SequenceEqual("fcTL"u8);

    private static byte ColourType(ReadOnlySpan<byte> file) => file[Signature.Length + 8 + 9];

    private static ImageHeader ReadHeader(ReadOnlySpan<byte> body, string name)
    {
        if (body.Length != 13)
        {
            throw ImageFault.Corrupt(name, $"PNG's IHDR has 13 bytes, this one {body.Length}");
        }

        int depth = body[8];
        int colour = body[9];
        bool known = colour switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            3 => depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => depth is 8 or 16,
            _ => false,
        };
        if (!known)
        {
            throw ImageFault.Corrupt(name, $"PNG has no colour type {colour} with {depth} bits");
        }

        PixelMode mode = (colour, depth) switch
        {
            (3, _) or (0, 1) => PixelMode.Indexed,
            (0, _) => PixelMode.Gray,
            (4, 8) => PixelMode.GrayAlpha,
            (2, _) => PixelMode.Rgb,
            _ => PixelMode.Rgba,
        };
        return new ImageHeader(ImageFormat.Png, BinaryPrimitives.ReadUInt32BigEndian(body), BinaryPrimitives.ReadUInt32BigEndian(body[4..]), mode)
        {
            SampleBits = mode == PixelMode.Gray && depth == 16 ? 16 : 8,
            Passes = body[12] != 0,
        };
    }

    private static bool IsName(ReadOnlySpan<byte> type)
    {
        foreach (byte b in type)
        {
            if (!char.IsAsciiLetter((char)b))
            {
                return false;
            }
        }

        return true;
    }
}
