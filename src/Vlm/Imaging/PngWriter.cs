using System.Buffers.Binary;
using System.IO.Compression;
using Vlm.Imaging.Formats;

namespace Vlm.Imaging;

/// <summary>Writes 8-bit PNG files. The codec's own encoder knows no gray with alpha, and would change a picture's mode.</summary>
internal static class PngWriter
{
    /// <summary>Written beside the target and renamed, so that a broken run leaves no half file. A link stays; a device is written as it stands.</summary>
    public static void Write(string path, ReadOnlySpan<byte> rgba, int width, int height, PixelMode mode)
    {
        if (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal))
        {
            using FileStream device = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            Write(device, rgba, width, height, mode);
            return;
        }

        path = new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;
        string partial = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            using (FileStream file = File.Create(partial))
            {
                Write(file, rgba, width, height, mode);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    private static void Write(Stream file, ReadOnlySpan<byte> rgba, int width, int height, PixelMode mode)
    {
        (byte colourType, int[] channels) = mode switch
        {
            PixelMode.Gray => ((byte)0, new[] { 0 }),
            PixelMode.GrayAlpha => ((byte)4, [0, 3]),
            PixelMode.Rgb => ((byte)2, [0, 1, 2]),
            _ => ((byte)6, [0, 1, 2, 3]),
        };
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = colourType;
        header[10..].Clear();

        file.Write(PngStructure.Signature);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Compress(rgba, width, height, channels));
        WriteChunk(file, "IEND"u8, []);
    }

    private static ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> rgba, int width, int height, int[] channels)
    {
        MemoryStream compressed = new();
        byte[] row = new byte[1 + (width * channels.Length)];
        using (ZLibStream zlib = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
            {
                // Byte 0 is the row filter: none.
                int at = 1;
                for (int x = 0; x < width; x++)
                {
                    foreach (int channel in channels)
                    {
                        row[at++] = rgba[(((y * width) + x) * 4) + channel];
                    }
                }

                zlib.Write(row);
            }
        }

        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    private static void WriteChunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> body)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        file.Write(number);
        file.Write(type);
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Compute(type, body));
        file.Write(number);
    }
}
