using System.Buffers.Binary;
using System.Numerics;

namespace Vlm.Imaging.Formats;

/// <summary>
/// Reads the directory of a Windows icon and picks the picture that Pillow shows: the largest, and of equal ones the one with
/// the fewest colours.
/// </summary>
internal static class IcoStructure
{
    private const int DirectoryHeader = 6;
    private const int EntryLength = 16;

    public static ReadOnlySpan<byte> Signature => [0, 0, 1, 0];

    /// <summary>Where the picture lies in the file: a PNG, or a bitmap without its file header. Count: how many pictures there are.</summary>
    public static (int Start, int Length, int Count) Select(ReadOnlySpan<byte> file, string name)
    {
        int count = file.Length < DirectoryHeader ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(file[4..]);
        int end = DirectoryHeader + (count * EntryLength);
        if (count == 0 || end > file.Length)
        {
            throw ImageFault.Truncated(name, $"an icon of {file.Length} bytes with a directory of {count} pictures");
        }

        ReadOnlySpan<byte> best = file.Slice(DirectoryHeader, EntryLength);
        for (int at = DirectoryHeader + EntryLength; at < end; at += EntryLength)
        {
            ReadOnlySpan<byte> entry = file.Slice(at, EntryLength);
            int gain = Area(entry) - Area(best);
            best = gain > 0 || (gain == 0 && Depth(entry) < Depth(best)) ? entry : best;
        }

        long length = BinaryPrimitives.ReadUInt32LittleEndian(best[8..]);
        long start = BinaryPrimitives.ReadUInt32LittleEndian(best[12..]);
        if (start < end)
        {
            throw ImageFault.Corrupt(name, $"an icon with its picture at byte {start}, inside its directory of {end} bytes");
        }

        return start + length <= file.Length
            ? ((int)start, (int)length, count)
            : throw ImageFault.Truncated(name, $"an icon with a picture of {length} bytes at byte {start}, the file has {file.Length}");
    }

    // A side of 256 does not fit its byte and is written as 0.
    private static int Area(ReadOnlySpan<byte> entry) => Side(entry[0]) * Side(entry[1]);

    private static int Side(byte value) => value == 0 ? 256 : value;

    private static int Depth(ReadOnlySpan<byte> entry)
    {
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(entry[6..]);
        return bits != 0 ? bits : entry[2] != 0 ? BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)entry[2])) : 256;
    }
}
