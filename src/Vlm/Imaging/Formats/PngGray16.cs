using System.Buffers.Binary;

namespace Vlm.Imaging.Formats;

/// <summary>
/// 16-bit gray PNG. The codec drops the low bytes, which Pillow needs. Gray with alpha of 8 bits has the same layout, filters
/// and interlacing byte for byte, so that under that header the codec gives the high byte as gray and the low byte as alpha.
/// </summary>
internal static class PngGray16
{
    private const int HeaderChunk = 8;
    private const int Depth = HeaderChunk + 8 + 8;
    private const int HeaderEnd = HeaderChunk + 8 + 13;
    private const int ChunkOverhead = 12;
    private const byte GrayWithAlpha = 4;

    /// <summary>A copy of the file with the other header.</summary>
    public static void CopyAsGrayAlpha(ReadOnlySpan<byte> file, Span<byte> copy)
    {
        file.CopyTo(copy);
        copy[Depth] = 8;
        copy[Depth + 1] = GrayWithAlpha;
        uint checksum = Crc32.Compute(copy[(HeaderChunk + 4)..(HeaderChunk + 8)], copy[(HeaderChunk + 8)..HeaderEnd]);
        BinaryPrimitives.WriteUInt32BigEndian(copy[HeaderEnd..], checksum);
        HideTransparency(copy);
    }

    /// <summary>High and low byte to Pillow's gray: clipped at 255, not scaled.</summary>
    /// <param name="rgba">High byte as red, green, blue, low byte as alpha.</param>
    /// <param name="transparent">The low byte of the transparent gray, which Pillow compares with the clipped gray; null for none.</param>
    public static void Clip(Span<byte> rgba, byte? transparent)
    {
        for (int i = 0; i + 3 < rgba.Length; i += 4)
        {
            byte gray = rgba[i] > 0 ? byte.MaxValue : rgba[i + 3];
            rgba.Slice(i, 3).Fill(gray);
            rgba[i + 3] = gray == transparent ? (byte)0 : byte.MaxValue;
        }
    }

    // Beside an alpha channel there may be no transparent colour; under another name a decoder passes over it.
    private static void HideTransparency(Span<byte> copy)
    {
        for (int at = HeaderEnd + 4; copy.Length - at >= ChunkOverhead;)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(copy[at..]);
            Span<byte> type = copy.Slice(at + 4, 4);
            if (length > copy.Length - at - ChunkOverhead || type.SequenceEqual("IDAT"u8))
            {
                return;
            }

            if (type.SequenceEqual("tRNS"u8))
            {
                "skIp"u8.CopyTo(type);
                BinaryPrimitives.WriteUInt32BigEndian(copy[(at + 8 + (int)length)..], Crc32.Compute(type, copy.Slice(at + 8, (int)length)));
            }

            at += ChunkOverhead + (int)length;
        }
    }
}
