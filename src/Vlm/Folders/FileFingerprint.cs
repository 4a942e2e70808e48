using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Vlm.Folders;

/// <summary>
/// A fingerprint of files that does not read them whole: their names, lengths, and blocks spread evenly over each. Two trainings of
/// one model differ in nearly every block.
/// </summary>
internal static class FileFingerprint
{
    private const int Blocks = 16, BlockBytes = 1 << 12, WholeBytes = Blocks * BlockBytes;

    /// <summary>The fingerprint, 64 hexadecimal digits.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="files">The files; one that is not there counts as that.</param>
    public static string Of(ModelFolder folder, IEnumerable<string> files)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in files.Where(folder.Has).SelectMany(file => WithData(folder, file)).Order(StringComparer.Ordinal))
        {
            Append(hash, file, folder.Resolve(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Weights beside a session's file have its name and more.
    private static IEnumerable<string> WithData(ModelFolder folder, string file)
    {
        string name = Path.GetFileName(file), parent = file[..^name.Length];
        return !name.EndsWith(".onnx", StringComparison.Ordinal) ? [file]
            : Directory.EnumerateFiles(folder.Resolve(parent.Length == 0 ? "." : parent), $"{name}*").Select(path => parent + Path.GetFileName(path));
    }

    private static void Append(IncrementalHash hash, string name, string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        hash.AppendData(Encoding.UTF8.GetBytes(name));
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, stream.Length);
        hash.AppendData(length);
        byte[] block = new byte[BlockBytes];
        long count = stream.Length <= WholeBytes ? (stream.Length + BlockBytes - 1) / BlockBytes : Blocks;
        for (long i = 0; i < count; i++)
        {
            stream.Position = stream.Length <= WholeBytes ? i * BlockBytes : (stream.Length - BlockBytes) / (Blocks - 1) * i;
            hash.AppendData(block.AsSpan(0, stream.ReadAtLeast(block, BlockBytes, throwOnEndOfStream: false)));
        }
    }
}
