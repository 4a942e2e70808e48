using System.Buffers.Binary;
using System.Numerics;

namespace Vlm.Imaging.Formats;

/// <summary>Reads the headers of a Windows bitmap and compares the announced rows with the file's length.</summary>
internal static class BmpStructure
{
    private const int FileHeader = 14;
    private const int CoreHeader = 12;
    private const int InfoHeader = 40;
    private const int Masks = FileHeader + InfoHeader;
    private const uint BitFields = 3;
    private const uint AlphaBitFields = 6;

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

        if (bits == 32 && compression is BitFields or AlphaBitFields)
        {
            CheckMasks(file, name);
        }

        ImageHeader header = new(ImageFormat.Bmp, width, Math.Abs(height), bits <= 8 ? PixelMode.Indexed : PixelMode.Rgb)
        {
            SampleBits = bits == 16 ? SampleBits(file, headerLength, compression, name) : 8,
        };
        bool runLength = compression is 1 or 2;
        long needed = ((width * bits) + 31) / 32 * 4 * Math.Abs(height);
        return runLength || needed <= file.Length - pixels || IsHuge(header)
            ? header
            : throw ImageFault.Truncated(name, $"a BMP of {width}x{Math.Abs(height)} pixels needs {needed} bytes behind byte {pixels}, the file has {file.Length}");
    }

    // Where each colour lies in the two bytes of a pixel; Pillow knows these two orders.
    private static int SampleBits(ReadOnlySpan<byte> file, uint headerLength, uint compression, string name)
    {
        if (compression is not (BitFields or AlphaBitFields))
        {
            return 5;
        }

        if (file.Length < Masks + 12)
        {
            throw ImageFault.Truncated(name, $"a BMP of {file.Length} bytes with a header of {headerLength} and colour masks");
        }

        return (Mask(file, 0), Mask(file, 1), Mask(file, 2)) switch
        {
            (0x7C00, 0x03E0, 0x001F) => 5,
            (0xF800, 0x07E0, 0x001F) => 6,
            _ => throw ImageFault.Unsupported(name, $"it is a BMP of 16 bits a pixel with colours at {Mask(file, 0):X4}, {Mask(file, 1):X4}, {Mask(file, 2):X4}, which is not read"),
        };
    }

    private static void CheckMasks(ReadOnlySpan<byte> file, string name)
    {
        for (int i = 0; i < 3; i++)
        {
            uint mask = file.Length >= Masks + 12 ? Mask(file, i) : 0;
            if (BitOperations.PopCount(mask) + BitOperations.LeadingZeroCount(mask) + BitOperations.TrailingZeroCount(mask) != 32 && mask != 0)
            {
                throw ImageFault.Corrupt(name, $"a BMP with a colour in the scattered bits {mask:X8}");
            }
        }
    }

    private static uint Mask(ReadOnlySpan<byte> file, int index) => BinaryPrimitives.ReadUInt32LittleEndian(file[(Masks + (4 * index))..]);

    // Sides that no limit admits are reported as too large, which says more than the missing bytes do.
    private static bool IsHuge(ImageHeader header) => header.Width * header.Height > 1L << 30;
}
