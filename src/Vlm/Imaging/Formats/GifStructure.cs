using System.Buffers.Binary;

namespace Vlm.Imaging.Formats;

/// <summary>Walks the blocks of a GIF to the end of its first frame: sizes, code size and whether all data are there.</summary>
internal static class GifStructure
{
    private const int ScreenLength = 13;
    private const int DescriptorLength = 10;

    public static ImageHeader Read(ReadOnlySpan<byte> file, string name)
    {
        if (file.Length < ScreenLength)
        {
            throw ImageFault.Truncated(name, $"a GIF of {file.Length} bytes");
        }

        long width = Short(file, 6);
        long height = Short(file, 8);
        int at = ScreenLength + ColourTable(file[10]);
        int transparent = -1;
        long metadata = 0;
        while (true)
        {
            switch (At(file, at, name))
            {
                case 0x21:
                    transparent = TransparentIndex(file[at..]) ?? transparent;
                    int behind = SkipBlocks(file, at + 2, name);
                    metadata += behind - at;
                    at = behind;
                    break;
                case 0x2C:
                    return ReadFrame(file, at, width, height, name) with { EmptyPixel = EmptyPixel(file, at, transparent), MetadataBytes = metadata };
                case 0x3B:
                    throw ImageFault.Corrupt(name, "a GIF without a frame");
                case byte other:
                    throw ImageFault.Corrupt(name, $"a GIF block of unknown kind 0x{other:X2} at byte {at}");
            }
        }
    }

    private static ImageHeader ReadFrame(ReadOnlySpan<byte> file, int at, long width, long height, string name)
    {
        _ = At(file, at + DescriptorLength, name);
        long frameWidth = Short(file, at + 5);
        long frameHeight = Short(file, at + 7);
        if (frameWidth == 0 || frameHeight == 0)
        {
            throw ImageFault.Corrupt(name, $"a GIF frame of {frameWidth}x{frameHeight} pixels");
        }

        // As Pillow and the codec: a first frame that reaches beyond the canvas enlarges it.
        width = Math.Max(width, Short(file, at + 1) + frameWidth);
        height = Math.Max(height, Short(file, at + 3) + frameHeight);
        int data = at + DescriptorLength + ColourTable(file[at + 9]);
        int codeSize = At(file, data, name);
        if (codeSize is < 1 or > 8)
        {
            throw ImageFault.Corrupt(name, $"a GIF frame with a code size of {codeSize} bits; 2 to 8 are possible");
        }

        int behind = SkipBlocks(file, data + 1, name);
        return new ImageHeader(ImageFormat.Gif, width, height, PixelMode.Indexed) { Frames = 1 + CountFrames(file, behind) };
    }

    // The graphic control extension: 21 F9 04 flags delay delay index.
    private static int? TransparentIndex(ReadOnlySpan<byte> extension) =>
        extension.Length < 7 || extension[1] != 0xF9 || extension[2] < 4 ? null
        : (extension[3] & 1) != 0 ? extension[6]
        : -1;

    // As Pillow: the canvas begins with the transparent index, or with index 0 where there is none.
    private static uint EmptyPixel(ReadOnlySpan<byte> file, int frame, int transparent)
    {
        int index = Math.Max(transparent, 0);
        bool local = ColourTable(file[frame + 9]) > 0;
        int table = local ? frame + DescriptorLength : ScreenLength;
        int length = ColourTable(local ? file[frame + 9] : file[10]);
        int at = table + (3 * index);
        bool known = (3 * index) + 3 <= length && at + 3 <= file.Length;
        uint colour = known ? file[at] | ((uint)file[at + 1] << 8) | ((uint)file[at + 2] << 16) : 0;
        return transparent >= 0 ? colour : colour | 0xFF000000;
    }

    // Damage behind the first frame does not concern the first frame: counting ends there.
    private static int CountFrames(ReadOnlySpan<byte> file, int at)
    {
        int frames = 0;
        while (at >= 0 && at < file.Length)
        {
            switch (file[at])
            {
                case 0x21:
                    at = SkipBlocks(file, at + 2);
                    break;
                case 0x2C when at + DescriptorLength < file.Length:
                    frames++;
                    at = SkipBlocks(file, at + DescriptorLength + ColourTable(file[at + 9]) + 1);
                    break;
                default:
                    return frames;
            }
        }

        return frames;
    }

    private static int SkipBlocks(ReadOnlySpan<byte> file, int at, string name)
    {
        int behind = SkipBlocks(file, at);
        return behind >= 0 ? behind : throw ImageFault.Truncated(name, $"a GIF of {file.Length} bytes that ends in the blocks from byte {at} on");
    }

    // The byte behind a chain of blocks, or -1 where the file ends before the chain does.
    private static int SkipBlocks(ReadOnlySpan<byte> file, int at)
    {
        while (at < file.Length)
        {
            if (file[at] == 0)
            {
                return at + 1;
            }

            at += file[at] + 1;
        }

        return -1;
    }

    private static byte At(ReadOnlySpan<byte> file, int at, string name) =>
        at < file.Length ? file[at] : throw ImageFault.Truncated(name, $"a GIF of {file.Length} bytes that needs at least {at + 1}");

    private static int ColourTable(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static int Short(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file[at..]);
}
