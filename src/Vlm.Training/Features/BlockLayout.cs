using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Vlm.Training;

/// <summary>
/// A file of blocks with their checksums: 8 bytes "VLMBLK\0\1", the length of a text (int32), its SHA-256, the text (UTF-8 JSON that
/// says what the blocks are), then one SHA-256 a block (zeros: not written yet), then the blocks. Parts begin at multiples of 4,096 bytes.
/// </summary>
internal sealed class BlockLayout
{
    public const int HashBytes = 32;
    private const int PrefixBytes = 8 + 4 + HashBytes;
    private const int Alignment = 4096;
    private const int LongestText = 1 << 28;

    private readonly long[] _starts;

    public BlockLayout(string text, IReadOnlyList<long> blockLengths)
    {
        Text = text;
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Head = new byte[Align(PrefixBytes + utf8.Length)];
        Magic.CopyTo(Head);
        BinaryPrimitives.WriteInt32LittleEndian(Head.AsSpan(8), utf8.Length);
        SHA256.HashData(utf8, Head.AsSpan(12));
        utf8.CopyTo(Head, PrefixBytes);
        _starts = new long[blockLengths.Count + 1];
        _starts[0] = Align(Head.Length + ((long)blockLengths.Count * HashBytes));
        for (int i = 0; i < blockLengths.Count; i++)
        {
            _starts[i + 1] = Align(_starts[i] + blockLengths[i]);
        }

        BlockLengths = blockLengths;
    }

    public string Text { get; }

    public byte[] Head { get; }

    public IReadOnlyList<long> BlockLengths { get; }

    public long FileLength => _starts[^1];

    private static ReadOnlySpan<byte> Magic => "VLMBLK\0\u0001"u8;

    public long HashStart(int block) => Head.Length + ((long)block * HashBytes);

    public long BlockStart(int block) => _starts[block];

    /// <summary>Reads the text of a file; null where the file is shorter than its own head says, as when a process died while making it.</summary>
    /// <exception cref="FeatureCacheException">The file is something else, or its text is damaged.</exception>
    public static string? ReadText(Stream file, string path)
    {
        byte[] prefix = new byte[PrefixBytes];
        if (file.ReadAtLeast(prefix, PrefixBytes, throwOnEndOfStream: false) < PrefixBytes)
        {
            return null;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(prefix.AsSpan(8));
        if (!prefix.AsSpan(0, 8).SequenceEqual(Magic) || length is < 0 or > LongestText)
        {
            throw new FeatureCacheException(path, "this is no feature cache of this version. Give another path, or delete the file.");
        }

        byte[] utf8 = new byte[length];
        if (file.ReadAtLeast(utf8, length, throwOnEndOfStream: false) < length)
        {
            return null;
        }

        return SHA256.HashData(utf8).AsSpan().SequenceEqual(prefix.AsSpan(12))
            ? Encoding.UTF8.GetString(utf8)
            : throw new FeatureCacheException(path, "its head is damaged: the checksum is another. Delete the file and make it again.");
    }

    private static int Align(int length) => (int)Align((long)length);

    private static long Align(long length) => (length + Alignment - 1) / Alignment * Alignment;
}
