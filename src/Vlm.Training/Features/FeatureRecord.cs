using System.Buffers.Binary;
using System.Text;

namespace Vlm.Training;

/// <summary>
/// The head of a picture's record: its state (byte 0), the length of the reason why it was left out (bytes 2 and 3), the SHA-256 of
/// the encoded picture (32 to 63) and the reason in UTF-8 (64 to 319). The numbers of the views follow.
/// </summary>
internal static class FeatureRecord
{
    public const int HeadBytes = 320;
    public const int ContentHashStart = 32;
    public const int ContentHashBytes = 32;
    private const int ReasonStart = 64;
    private const byte Present = 1;
    private const byte LeftOut = 2;

    public static void MarkPresent(Span<byte> record) => record[0] = Present;

    public static void MarkLeftOut(Span<byte> record, string reason)
    {
        record[0] = LeftOut;
        Encoding.UTF8.GetEncoder().Convert(reason, record[ReasonStart..HeadBytes], flush: true, out _, out int bytes, out _);
        BinaryPrimitives.WriteUInt16LittleEndian(record[2..], (ushort)bytes);
    }

    /// <summary>Null where the picture is present.</summary>
    public static string? ReasonIn(ReadOnlySpan<byte> head) =>
        head[0] == Present ? null : Encoding.UTF8.GetString(head.Slice(ReasonStart, Math.Min(HeadBytes - ReasonStart, (int)BinaryPrimitives.ReadUInt16LittleEndian(head[2..]))));
}
