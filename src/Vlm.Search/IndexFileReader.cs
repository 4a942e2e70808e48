using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Vlm.Search;

/// <summary>Reads an index file. What the header says is compared with the file's real length before any memory is taken for it.</summary>
internal sealed class IndexFileReader : IDisposable
{
    private const string Again = "Make the index again with 'vlm index'.";
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _path;
    private readonly FileStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly CancellationToken _cancellationToken;

    private IndexFileReader(string path, FileStream file, CancellationToken cancellationToken)
    {
        _path = path;
        _file = file;
        _cancellationToken = cancellationToken;
    }

    public static ImageIndex Read(string path, CancellationToken cancellationToken)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            using IndexFileReader reader = new(path, file, cancellationToken);
            return reader.ReadAll();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageIndexException(ImageIndexError.NotFound, path, "there is no such index file. Make it with 'vlm index FOLDER --out FILE', or check the path.", e);
        }
        catch (EndOfStreamException e)
        {
            throw new ImageIndexException(ImageIndexError.Truncated, path, "the file became shorter while it was read. Try again when nothing else writes it.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string what = Directory.Exists(path) ? "it is a folder, not an index file." : $"it cannot be read: {e.Message}";
            throw new ImageIndexException(ImageIndexError.Unreadable, path, what, e);
        }
    }

    public void Dispose() => _hash.Dispose();

    private ImageIndex ReadAll()
    {
        long length = _file.Length;
        byte[] header = new byte[Math.Min(length, IndexFileFormat.HeaderBytes)];
        Fill(header);
        ReadOnlySpan<byte> magic = header.AsSpan(0, Math.Min(header.Length, IndexFileFormat.Magic.Length));
        if (!IndexFileFormat.Magic.StartsWith(magic))
        {
            throw Wrong(ImageIndexError.NotAnIndex, "it is not an index of pictures: it does not begin with 'VLMINDEX'. Check the path.");
        }

        if (length < IndexFileFormat.HeaderBytes + IndexFileFormat.HashBytes)
        {
            throw Wrong(ImageIndexError.Truncated, $"it ends after {length} bytes, before its header does. {Again}");
        }

        uint version = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(8));
        if (version != IndexFileFormat.Version)
        {
            throw Wrong(ImageIndexError.OtherVersion, $"it is written in format {version}, but this version reads format {IndexFileFormat.Version}. Update the program or make the index again.");
        }

        int dimensions = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12));
        long count = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(16));
        int spaceBytes = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(24));
        int folderBytes = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(28));
        long entryBytes = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(32));
        CheckLengths(length, dimensions, count, spaceBytes, folderBytes, entryBytes);

        byte[] space = new byte[spaceBytes], folder = new byte[folderBytes], entries = new byte[entryBytes];
        float[] vectors = new float[count * dimensions];
        Fill(space);
        Fill(folder);
        Fill(entries);
        FillVectors(vectors);
        CheckHash();

        try
        {
            ImageIndex index = ImageIndex.Create(StrictUtf8.GetString(space), dimensions);
            index.Folder = folderBytes == 0 ? null : StrictUtf8.GetString(folder);
            index.Adopt(Entries(entries, count), vectors);
            CheckVectors(vectors, dimensions);
            return index;
        }
        catch (ArgumentException e)
        {
            throw new ImageIndexException(ImageIndexError.Altered, _path, $"its checksum is right but its contents are not: {e.Message} {Again}", e);
        }
    }

    private void CheckLengths(long length, int dimensions, long count, int spaceBytes, int folderBytes, long entryBytes)
    {
        if (dimensions < 1 || count < 0 || spaceBytes is < 1 or > IndexFileFormat.MaxStringBytes || folderBytes is < 0 or > IndexFileFormat.MaxStringBytes || entryBytes < 0)
        {
            throw Wrong(ImageIndexError.Altered, $"its header says {count} pictures of {dimensions} dimensions, {spaceBytes}, {folderBytes} and {entryBytes} bytes of text, which cannot be. {Again}");
        }

        Int128 expected = (Int128)IndexFileFormat.HeaderBytes + spaceBytes + folderBytes + entryBytes + ((Int128)count * dimensions * sizeof(float)) + IndexFileFormat.HashBytes;
        if (length != expected)
        {
            throw length < expected
                ? Wrong(ImageIndexError.Truncated, $"it has {length} bytes, but its header speaks of {expected}: it was cut off or altered. {Again}")
                : Wrong(ImageIndexError.Altered, $"it has {length} bytes, but its header speaks of {expected}: something was appended or altered. {Again}");
        }

        if (entryBytes > Array.MaxLength || count * dimensions > Array.MaxLength || entryBytes < count * IndexFileFormat.EntryFixedBytes)
        {
            throw Wrong(ImageIndexError.Altered, $"{count} pictures of {dimensions} dimensions with {entryBytes} bytes of ids are not an index that can be held in memory. {Again}");
        }
    }

    private void Fill(Span<byte> bytes)
    {
        for (int at = 0; at < bytes.Length; at += IndexFileFormat.ChunkBytes)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            Span<byte> chunk = bytes.Slice(at, Math.Min(IndexFileFormat.ChunkBytes, bytes.Length - at));
            _file.ReadExactly(chunk);
            _hash.AppendData(chunk);
        }
    }

    // In pieces, because a span of bytes cannot be as long as an array of floats.
    private void FillVectors(float[] vectors)
    {
        const int step = IndexFileFormat.ChunkBytes / sizeof(float);
        for (int at = 0; at < vectors.Length; at += step)
        {
            Fill(MemoryMarshal.AsBytes(vectors.AsSpan(at, Math.Min(step, vectors.Length - at))));
        }
    }

    private void CheckHash()
    {
        Span<byte> stored = stackalloc byte[IndexFileFormat.HashBytes];
        _file.ReadExactly(stored);
        if (!stored.SequenceEqual(_hash.GetHashAndReset()))
        {
            throw Wrong(ImageIndexError.Altered, $"its SHA-256 is not the one at its end: the file was altered or damaged. {Again}");
        }
    }

    private static List<(string Id, FileStamp Stamp)> Entries(ReadOnlySpan<byte> bytes, long count)
    {
        List<(string, FileStamp)> entries = new((int)count);
        while (!bytes.IsEmpty)
        {
            int idBytes = bytes.Length < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes);
            if (idBytes < 1 || idBytes > bytes.Length - IndexFileFormat.EntryFixedBytes)
            {
                throw new ArgumentException($"entry {entries.Count} has an id of {idBytes} bytes.");
            }

            FileStamp stamp = new(
                BinaryPrimitives.ReadInt64LittleEndian(bytes[(4 + idBytes)..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[(12 + idBytes)..]));
            entries.Add((StrictUtf8.GetString(bytes.Slice(4, idBytes)), stamp));
            bytes = bytes[(IndexFileFormat.EntryFixedBytes + idBytes)..];
        }

        return entries.Count == count ? entries : throw new ArgumentException($"there are {entries.Count} entries instead of {count}.");
    }

    // A search compares with unit vectors only; a NaN among them would be an answer to every query.
    private static void CheckVectors(ReadOnlySpan<float> vectors, int dimensions)
    {
        for (int row = 0; row * (long)dimensions < vectors.Length; row++)
        {
            float squares = TensorPrimitives.SumOfSquares(vectors.Slice(row * dimensions, dimensions));
            if (squares != 0 && !(Math.Abs(squares - 1) <= 1e-3f))
            {
                throw new ArgumentException($"vector {row} is not of length 1.");
            }
        }
    }

    private ImageIndexException Wrong(ImageIndexError error, string detail) => new(error, _path, detail);
}
