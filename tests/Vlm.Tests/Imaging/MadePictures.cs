using System.Buffers.Binary;
using System.IO.Compression;
using Vlm.Imaging.Formats;

namespace Vlm.Tests.Imaging;

/// <summary>Picture files made byte by byte, for what no encoder writes.</summary>
internal static class MadePictures
{
    /// <summary>An 8-bit RGB PNG of one colour, with extra chunks before its pixels.</summary>
    public static byte[] Png(int width, int height, params (string Type, byte[] Body)[] extra)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] row = new byte[1 + (width * 3)];
            for (int y = 0; y < height; y++)
            {
                zlib.Write(row);
            }
        }

        List<byte> file = [.. PngStructure.Signature];
        Chunk(file, "IHDR", header);
        foreach ((string type, byte[] body) in extra)
        {
            Chunk(file, type, body);
        }

        Chunk(file, "IDAT", packed.ToArray());
        Chunk(file, "IEND", []);
        return [.. file];
    }

    /// <summary>A PNG of one row of 16-bit grays, one of which may be transparent.</summary>
    public static byte[] Gray16Png(ushort[] row, ushort? transparent)
    {
        byte[] samples = [0, .. row.SelectMany(gray => new[] { (byte)(gray >> 8), (byte)gray })];
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(samples);
        }

        List<byte> file = [.. PngStructure.Signature];
        Chunk(file, "IHDR", [0, 0, 0, (byte)row.Length, 0, 0, 0, 1, 16, 0, 0, 0, 0]);
        if (transparent is { } key)
        {
            Chunk(file, "tRNS", [(byte)(key >> 8), (byte)key]);
        }

        Chunk(file, "IDAT", packed.ToArray());
        Chunk(file, "IEND", []);
        return [.. file];
    }

    /// <summary>A GIF of palette red, green, blue, black, whose frames hold the indices 0, 1, 2, 0, 1, … row by row.</summary>
    public static byte[] Gif(int width, int height, int frames, int left, int top, int frameWidth, int frameHeight)
    {
        List<byte> file = [.. "GIF89a"u8, .. Short(width), .. Short(height), 0x81, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0];
        for (int i = 0; i < frames; i++)
        {
            file.AddRange([0x2C, .. Short(left), .. Short(top), .. Short(frameWidth), .. Short(frameHeight), 0, 2]);
            byte[] data = Codes(frameWidth * frameHeight);
            foreach (byte[] block in data.Chunk(255))
            {
                file.AddRange([(byte)block.Length, .. block]);
            }

            file.Add(0);
        }

        file.Add(0x3B);
        return [.. file];
    }

    /// <summary>An icon of pictures that are given with their width, height, colours and bits.</summary>
    public static byte[] Icon(params (byte Width, byte Height, byte Colours, ushort Bits, byte[] Picture)[] pictures)
    {
        List<byte> file = [0, 0, 1, 0, .. Short(pictures.Length)];
        int at = 6 + (16 * pictures.Length);
        foreach ((byte width, byte height, byte colours, ushort bits, byte[] picture) in pictures)
        {
            file.AddRange([width, height, colours, 0, 1, 0, .. Short(bits), .. Int(picture.Length), .. Int(at)]);
            at += picture.Length;
        }

        return [.. file, .. pictures.SelectMany(p => p.Picture)];
    }

    /// <summary>An icon's bitmap: header, palette, rows from the bottom up, mask.</summary>
    public static byte[] IconBitmap(int width, int height, int bits, params byte[] paletteRowsAndMask) =>
        [.. Int(40), .. Int(width), .. Int(height * 2), 1, 0, .. Short(bits), .. new byte[24], .. paletteRowsAndMask];

    /// <summary>A JPEG with an EXIF block that says how to turn it.</summary>
    public static byte[] WithOrientation(byte[] jpeg, int orientation)
    {
        byte[] exif = [.. "Exif\0\0II*\0"u8, .. Int(8), .. Short(1), .. Short(0x0112), .. Short(3), .. Int(1), .. Short(orientation), .. Short(0), .. Int(0)];
        return [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg.AsSpan(2)];
    }

    private static void Chunk(List<byte> file, string type, byte[] body)
    {
        byte[] name = System.Text.Encoding.ASCII.GetBytes(type);
        byte[] number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        file.AddRange([.. number, .. name, .. body]);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Compute(name, body));
        file.AddRange(number);
    }

    // A clear code (4) before each index keeps all codes at three bits.
    private static byte[] Codes(int count)
    {
        List<int> bits = [];
        for (int i = 0; i < count; i++)
        {
            Add(4);
            Add(i % 3);
        }

        Add(5);
        byte[] bytes = new byte[(bits.Count + 7) / 8];
        for (int i = 0; i < bits.Count; i++)
        {
            bytes[i / 8] |= (byte)(bits[i] << (i % 8));
        }

        return bytes;

        void Add(int code) => bits.AddRange([code & 1, code >> 1 & 1, code >> 2 & 1]);
    }

    private static byte[] Short(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Int(int value) => [.. Short(value), .. Short(value >> 16)];
}
