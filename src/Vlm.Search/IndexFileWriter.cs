using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Vlm.Search;

/// <summary>Writes an index beside its place, forces it to the disk and renames it. A link stays, and what it leads to is replaced.</summary>
internal static class IndexFileWriter
{
    public static void Write(ImageIndex index, string path, CancellationToken cancellationToken)
    {
        string partial = "";
        bool created = false;
        try
        {
            string full = TargetOf(path);

            // A name of its own for each writer: of several at one index each renames only what it wrote itself, and the last one stays.
            partial = $"{full}.{Guid.NewGuid():N}.partial";
            using (FileStream file = new(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                created = true;
                WriteContents(index, file, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            cancellationToken.ThrowIfCancellationRequested();
            File.Move(partial, full, overwrite: true);
            created = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageIndexException(
                ImageIndexError.NotWritten, path, $"the index cannot be written: {e.Message} What was there before is untouched. Check the folder, its free space and your rights.", e);
        }
        finally
        {
            if (created)
            {
                File.Delete(partial);
            }
        }
    }

    /// <summary>The file itself, or what a link leads to, which need not exist.</summary>
    public static string TargetOf(string path) =>
        new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : Path.GetFullPath(path);

    private static void WriteContents(ImageIndex index, FileStream file, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        int[] rows = new int[index.Count];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = i;
        }

        Array.Sort(rows, (a, b) => string.CompareOrdinal(index.Ids[a], index.Ids[b]));
        byte[] space = Encoding.UTF8.GetBytes(index.EmbeddingSpace);
        byte[] folder = Encoding.UTF8.GetBytes(index.Folder ?? "");
        long entryBytes = rows.Sum(row => (long)IndexFileFormat.EntryFixedBytes + Encoding.UTF8.GetByteCount(index.Ids[row]));

        byte[] header = new byte[IndexFileFormat.HeaderBytes];
        IndexFileFormat.Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), IndexFileFormat.Version);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), index.Dimensions);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), index.Count);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), space.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), folder.Length);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(32), entryBytes);
        Put(header);
        Put(space);
        Put(folder);
        foreach (int row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Put(Entry(index.Ids[row], index.Stamp(row)));
        }

        foreach (int row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Put(MemoryMarshal.AsBytes(index.Vector(row)));
        }

        file.Write(hash.GetHashAndReset());

        void Put(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            file.Write(bytes);
        }
    }

    private static byte[] Entry(string id, FileStamp stamp)
    {
        int idBytes = Encoding.UTF8.GetByteCount(id);
        byte[] entry = new byte[IndexFileFormat.EntryFixedBytes + idBytes];
        BinaryPrimitives.WriteInt32LittleEndian(entry, idBytes);
        Encoding.UTF8.GetBytes(id, entry.AsSpan(4));
        BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(4 + idBytes), stamp.Length);
        BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(12 + idBytes), stamp.LastWriteTicks);
        return entry;
    }
}
