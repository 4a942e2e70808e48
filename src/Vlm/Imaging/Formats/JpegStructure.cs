using System.Buffers.Binary;

namespace Vlm.Imaging.Formats;

/// <summary>Walks the marker segments of a JPEG (ITU-T T.81) up to the first scan: frame header and orientation.</summary>
internal static class JpegStructure
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const byte ProgressiveFrame = 0xC2;
    private const byte QuantisationTables = 0xDB;
    private const byte FirstApp = 0xE0;
    private const byte App1 = 0xE1;
    private const byte LastApp = 0xEF;
    private const byte Comment = 0xFE;

    public static ImageHeader Read(ReadOnlySpan<byte> file, string name)
    {
        ImageHeader? header = null;
        bool progressive = false;
        int orientation = 0;
        long metadata = 0;
        bool quantisation = false;
        int at = 2;
        while (true)
        {
            byte marker = NextMarker(file, ref at, name);
            if (marker == EndOfImage)
            {
                throw ImageFault.Corrupt(name, "a JPEG that ends before its picture begins");
            }

            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
            {
                continue;
            }

            if (file.Length - at < 2)
            {
                throw ImageFault.Truncated(name, $"the JPEG stops in a segment at byte {at}");
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
            if (length < 2)
            {
                throw ImageFault.Corrupt(name, $"a JPEG segment at byte {at} with length {length}");
            }

            if (length > file.Length - at)
            {
                throw ImageFault.Truncated(name, $"a JPEG segment of {length} bytes at byte {at}, the file has {file.Length}");
            }

            ReadOnlySpan<byte> body = file.Slice(at + 2, length - 2);
            if (IsFrameHeader(marker))
            {
                progressive = marker == ProgressiveFrame;
                header = header is null ? ReadFrame(marker, body, name) : throw ImageFault.Corrupt(name, "a JPEG with two frame headers");
            }
            else if (marker == App1 && orientation == 0 && body.StartsWith("Exif\0"u8))
            {
                orientation = ExifOrientation.Read(body);
            }
            else if (marker == StartOfScan)
            {
                ImageHeader found = header ?? throw ImageFault.Corrupt(name, "a JPEG scan without a frame header");
                if (!quantisation)
                {
                    throw ImageFault.Corrupt(name, "a JPEG scan without quantisation tables");
                }

                if (progressive && !HasEnd(file[(at + length)..]))
                {
                    // The codec shows the coarse picture of the first scans and calls it a success.
                    throw ImageFault.Truncated(name, "a progressive JPEG without its last scans (no end marker)");
                }

                return found with { Orientation = Math.Max(orientation, ExifOrientation.Upright), MetadataBytes = metadata, Passes = progressive };
            }

            quantisation |= marker == QuantisationTables;
            metadata += marker is (>= FirstApp and <= LastApp) or Comment ? length + 2 : 0;
            at += length;
        }
    }

    /// <summary>An upper bound of the number of scans: start markers anywhere in the file.</summary>
    public static int CountScans(ReadOnlySpan<byte> file) => file.Count((ReadOnlySpan<byte>)[0xFF, StartOfScan]);

    private static byte NextMarker(ReadOnlySpan<byte> file, ref int at, string name)
    {
        // Some cameras leave stray bytes between segments; the codec skips them too.
        int stray = file[at..].IndexOf((byte)0xFF);
        at = stray < 0 ? file.Length : at + stray;
        while (at < file.Length && file[at] == 0xFF)
        {
            at++;
        }

        return at < file.Length ? file[at++] : throw ImageFault.Truncated(name, "the JPEG stops before its picture");
    }

    // Inside a scan 0xFF is followed by 0 or a restart marker; a segment's content cannot be told apart without walking it,
    // but an end marker that stands there by chance makes this test more lenient, never stricter.
    private static bool HasEnd(ReadOnlySpan<byte> rest) => rest.IndexOf((ReadOnlySpan<byte>)[0xFF, EndOfImage]) >= 0;

    // C4, C8 and CC are tables and a reserved marker, not frames.
    private static bool IsFrameHeader(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static ImageHeader ReadFrame(byte marker, ReadOnlySpan<byte> body, string name)
    {
        if (body.Length < 6)
        {
            throw ImageFault.Corrupt(name, $"a JPEG frame header of {body.Length} bytes");
        }

        if (marker is not (0xC0 or 0xC1 or 0xC2))
        {
            throw ImageFault.Unsupported(name, $"it is a JPEG of kind SOF{marker - 0xC0} (lossless, hierarchical or arithmetic), which is not read");
        }

        if (body[0] != 8)
        {
            throw ImageFault.Unsupported(name, $"it is a JPEG with {body[0]} bits a sample; 8 are read");
        }

        int components = body[5];
        if (components is not (1 or 3 or 4) || body.Length != 6 + (3 * components))
        {
            throw ImageFault.Corrupt(name, $"a JPEG frame header of {body.Length} bytes for {components} components");
        }

        PixelMode mode = components == 1 ? PixelMode.Gray : PixelMode.Rgb;
        return new ImageHeader(ImageFormat.Jpeg, BinaryPrimitives.ReadUInt16BigEndian(body[3..]), BinaryPrimitives.ReadUInt16BigEndian(body[1..]), mode);
    }
}
