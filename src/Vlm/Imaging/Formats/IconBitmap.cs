using System.Buffers.Binary;

namespace Vlm.Imaging.Formats;

/// <summary>
/// A bitmap inside an icon: no file header, twice the height, and behind the colours a mask of one bit a pixel. With 32 bits a
/// pixel the fourth byte is the transparency, as Pillow reads it.
/// </summary>
internal static class IconBitmap
{
    private const int FileHeader = 14;
    private const int InfoHeader = 40;
    private const uint BitFields = 3;

    /// <summary>How long the file is that <see cref="CopyAsBmp"/> makes.</summary>
    public static int BmpLength(int length) => FileHeader + length;

    /// <summary>A bitmap file of the colours alone.</summary>
    public static void CopyAsBmp(ReadOnlySpan<byte> icon, Span<byte> bmp, string name)
    {
        if (icon.Length < InfoHeader)
        {
            throw ImageFault.Truncated(name, $"an icon's bitmap of {icon.Length} bytes");
        }

        uint header = BinaryPrimitives.ReadUInt32LittleEndian(icon);
        int height = BinaryPrimitives.ReadInt32LittleEndian(icon[8..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(icon[14..]);
        uint compression = BinaryPrimitives.ReadUInt32LittleEndian(icon[16..]);
        if (header is < InfoHeader or > 124 || height < 2 || compression is not (0 or BitFields))
        {
            throw ImageFault.Corrupt(name, $"an icon's bitmap with a header of {header} bytes, height {height} and compression {compression}");
        }

        uint listed = BinaryPrimitives.ReadUInt32LittleEndian(icon[32..]);
        long palette = bits > 8 ? 0 : listed == 0 ? 4L << bits : 4L * listed;
        long pixels = FileHeader + header + palette + (compression == BitFields && header == InfoHeader ? 12 : 0);
        icon.CopyTo(bmp[FileHeader..]);
        "BM"u8.CopyTo(bmp);
        BinaryPrimitives.WriteInt32LittleEndian(bmp[2..], bmp.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bmp[6..], 0);
        BinaryPrimitives.WriteUInt32LittleEndian(bmp[10..], (uint)Math.Min(pixels, bmp.Length));
        BinaryPrimitives.WriteInt32LittleEndian(bmp[(FileHeader + 8)..], height / 2);
    }

    /// <summary>Writes the transparency of such a file into its pixels.</summary>
    public static void ApplyMask(ReadOnlySpan<byte> bmp, Span<byte> rgba, int width, int height, string name)
    {
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(bmp[(FileHeader + 14)..]);
        int pixels = BinaryPrimitives.ReadInt32LittleEndian(bmp[10..]);
        long colourRow = (((long)width * bits) + 31) / 32 * 4;
        long maskRow = ((long)width + 31) / 32 * 4;
        bool mask = bits != 32;
        long start = mask ? bmp.Length - (maskRow * height) : pixels;
        if (start < pixels + (mask ? colourRow * height : 0))
        {
            throw ImageFault.Truncated(name, $"an icon's bitmap of {width}x{height} pixels without its mask of {maskRow * height} bytes");
        }

        ReadOnlySpan<byte> rows = bmp[(int)start..];
        for (int y = 0; y < height; y++)
        {
            // Bitmaps are stored from the bottom up.
            ReadOnlySpan<byte> row = rows[(int)((height - 1 - y) * (mask ? maskRow : colourRow))..];
            Span<byte> target = rgba.Slice(y * width * 4, width * 4);
            for (int x = 0; x < width; x++)
            {
                bool hidden = mask && (row[x >> 3] & (0x80 >> (x & 7))) != 0;
                target[(x * 4) + 3] = mask ? (byte)(hidden ? 0 : byte.MaxValue) : row[(x * 4) + 3];
            }
        }
    }
}
