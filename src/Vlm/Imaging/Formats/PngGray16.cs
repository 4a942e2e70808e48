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
    private const byte GrayWithAlpha = 4;

    /// <summary>A copy of the file with the other header.</summary>
    public static void CopyAsGrayAlpha(ReadOnlySpan<byte> file, Span<byte> copy)
    {
        file.CopyTo(copy);
        copy[Depth] = 8;
        copy[Depth + 1] = GrayWithAlpha;
        uint checksum = Crc32.Compute(copy[(HeaderChunk + 4)..(HeaderChunk + 8)], copy[(HeaderChunk + 8)..HeaderEnd]);
        BinaryPrimitives.WriteUInt32BigEndian(copy[HeaderEnd..], checksum);
    }

    /// <summary>High and low byte to Pillow's gray: clipped at 255, not scaled.</summary>
    public static void Clip(Span<byte> rgba)
    {
        for (int i = 0; i + 3 < rgba.Length; i += 4)
        {
            rgba.Slice(i, 3).Fill(rgba[i] > 0 ? byte.MaxValue : rgba[i + 3]);
            rgba[i + 3] = byte.MaxValue;
        }
    }
}
