using System.Buffers.Binary;

namespace Vlm.Imaging.Formats;

/// <summary>Reads the headers of a Windows bitmap and compares the announced rows with the file's length.</summary>
internal static class BmpStructure
{
    private const int FileHeader = 14;
    private const int CoreHeader = 12;
    private const int InfoHeader = 40;

    public static ImageHeader Read(ReadOnlySpan<byte> file, string name)
    {
        if (file.Length < FileHeader + CoreHeader)
        {
            throw ImageFault.Truncated(name, $"a BMP of {file.Length} bytes");
        }

        uint pixels = BinaryPrimitives.ReadUInt32LittleEndian(file[10..]);
        uint headerLength = BinaryPrimitives.ReadUInt32LittleEndian(file[FileHeader..]);
        ReadOnlySpan<byte> info = file[FileHeader..];
        if (headerLength is not (CoreHeader or 52 or 56 or 64 or 108 or 124 or InfoHeader))
        {
            throw ImageFault.Corrupt(name, $"a BMP header of {headerLength} bytes");
        }

        if (info.Length < headerLength)
        {
            throw ImageFault.Truncated(name, $"a BMP of {file.Length} bytes with a header of {headerLength}");
        }

        bool core = headerLength == CoreHeader;
        long width = core ? BinaryPrimitives.ReadUInt16LittleEndian(info[4..]) : BinaryPrimitives.ReadInt32LittleEndian(info[4..]);
        long height = core ? BinaryPrimitives.ReadUInt16LittleEndian(info[6..]) : BinaryPrimitives.ReadInt32LittleEndian(info[8..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(info[(core ? 10 : 14)..]);
        uint compression = core ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(info[16..]);
        uint colours = core ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(info[32..]);
        if (width < 0)
        {
            throw ImageFault.Corrupt(name, $"a BMP with width {width}");
        }

        if (bits is not (1 or 4 or 8 or 16 or 24 or 32) || compression > 6)
        {
            throw ImageFault.Unsupported(name, $"it is a BMP with {bits} bits a pixel and compression {compression}, which is not read");
        }

        if (pixels < FileHeader + headerLength || pixels >= file.Length)
        {
            throw ImageFault.Corrupt(name, $"a BMP of {file.Length} bytes with its pixels at byte {pixels}");
        }

        if (bits <= 8 && colours > 1u << bits)
        {
            throw ImageFault.Corrupt(name, $"a BMP with {bits} bits a pixel and {colours} palette entries");
        }

        ImageHeader header = new(ImageFormat.Bmp, width, Math.Abs(height), bits <= 8 ? PixelMode.Indexed : PixelMode.Rgb)
        {
            SampleBits = bits == 16 && compression == 0 ? 5 : 8,
        };
        bool runLength = compression is 1 or 2;
        long needed = ((width * bits) + 31) / 32 * 4 * Math.Abs(height);
        return runLength || needed <= file.Length - pixels || IsHuge(header)
            ? header
            : throw ImageFault.Truncated(name, $"a BMP of {width}x{Math.Abs(height)} pixels needs {needed} bytes behind byte {pixels}, the file has {file.Length}");
    }

    // Sides that no limit admits are reported as too large, which says more than the missing bytes do.
    private static bool IsHuge(ImageHeader header) => header.Width * header.Height > 1L << 30;
}
