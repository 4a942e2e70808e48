using System.Buffers.Binary;

namespace Vlm.Imaging.Formats;

/// <summary>The orientation tag (0x0112) of an EXIF block. Anything odd in the block means upright: it says nothing about the pixels.</summary>
internal static class ExifOrientation
{
    public const int Upright = 1;

    private const int OrientationTag = 0x0112;
    private const int EntryLength = 12;
    private const int TypeShort = 3;
    private const int TypeLong = 4;

    /// <param name="tiff">The block from its byte-order mark on, with or without the leading <c>Exif\0\0</c>.</param>
    public static int Read(ReadOnlySpan<byte> tiff)
    {
        if (tiff.StartsWith("Exif\0\0"u8))
        {
            tiff = tiff[6..];
        }

        if (tiff.Length < 8 || !(tiff.StartsWith("II"u8) || tiff.StartsWith("MM"u8)))
        {
            return Upright;
        }

        bool little = tiff[0] == (byte)'I';
        uint directory = Long(tiff[4..], little);
        if (directory > tiff.Length - 2)
        {
            return Upright;
        }

        // Only the first directory counts, so that a chain of directories cannot loop.
        int entries = Short(tiff[(int)directory..], little);
        for (int i = 0; i < entries; i++)
        {
            long at = directory + 2 + ((long)i * EntryLength);
            if (at + EntryLength > tiff.Length)
            {
                return Upright;
            }

            ReadOnlySpan<byte> entry = tiff.Slice((int)at, EntryLength);
            if (Short(entry, little) == OrientationTag)
            {
                return Value(entry, little);
            }
        }

        return Upright;
    }

    private static int Value(ReadOnlySpan<byte> entry, bool little)
    {
        // A count other than one means that the four bytes are an offset and not the value.
        bool single = Long(entry[4..], little) == 1;
        uint value = !single ? Upright : Short(entry[2..], little) switch
        {
            TypeShort => Short(entry[8..], little),
            TypeLong => Long(entry[8..], little),
            _ => Upright,
        };
        return value is >= 1 and <= 8 ? (int)value : Upright;
    }

    private static ushort Short(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint Long(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}
