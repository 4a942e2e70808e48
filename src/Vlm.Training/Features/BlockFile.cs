using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Vlm.Training;

/// <summary>A whole file of blocks, mapped into memory. A block is compared with its checksum when it is first read. Thread-safe.</summary>
internal sealed class BlockFile : IDisposable
{
    private const int ChunkBytes = 1 << 20;

    private readonly string _path;
    private readonly BlockLayout _layout;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly bool[] _verified;

    private BlockFile(string path, BlockLayout layout, MemoryMappedFile file)
    {
        _path = path;
        _layout = layout;
        _file = file;
        _view = file.CreateViewAccessor(0, layout.FileLength, MemoryMappedFileAccess.Read);
        _verified = new bool[layout.BlockLengths.Count];
    }

    /// <summary>Maps a file whose text was read and understood.</summary>
    /// <exception cref="FeatureCacheException">It is shorter or longer than its text says.</exception>
    public static BlockFile Open(string path, BlockLayout layout)
    {
        long length = new FileInfo(path).Length;
        return length == layout.FileLength
            ? new BlockFile(path, layout, MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read))
            : throw new FeatureCacheException(path, $"it has {length} bytes, expected {layout.FileLength}: a part is missing. Make it again.");
    }

    /// <summary>Copies from a block.</summary>
    /// <exception cref="FeatureCacheException">The block is damaged.</exception>
    public void Read<T>(int block, long offset, Span<T> destination)
        where T : unmanaged
    {
        if (!Volatile.Read(ref _verified[block]) && !IsWhole(block))
        {
            throw new FeatureCacheException(_path, $"block {block} of {_verified.Length} is damaged: its checksum is another. Make the cache again: only damaged blocks are encoded anew.");
        }

        _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)(_layout.BlockStart(block) + offset), destination);
    }

    /// <summary>Copies half-precision numbers from a block.</summary>
    /// <exception cref="FeatureCacheException">The block is damaged.</exception>
    public void ReadHalves(int block, long offset, Span<float> destination)
    {
        Half[] halves = ArrayPool<Half>.Shared.Rent(destination.Length);
        Read(block, offset, halves.AsSpan(0, destination.Length));
        TensorPrimitives.ConvertToSingle(halves.AsSpan(0, destination.Length), destination);
        ArrayPool<Half>.Shared.Return(halves);
    }

    /// <summary>Whether a block is what was written.</summary>
    public bool IsWhole(int block)
    {
        SafeBuffer bytes = _view.SafeMemoryMappedViewHandle;
        byte[] expected = new byte[BlockLayout.HashBytes];
        bytes.ReadSpan((ulong)_layout.HashStart(block), expected.AsSpan());
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] chunk = new byte[(int)Math.Min(ChunkBytes, _layout.BlockLengths[block])];
        for (long at = 0; at < _layout.BlockLengths[block]; at += chunk.Length)
        {
            Span<byte> part = chunk.AsSpan(0, (int)Math.Min(chunk.Length, _layout.BlockLengths[block] - at));
            bytes.ReadSpan((ulong)(_layout.BlockStart(block) + at), part);
            hash.AppendData(part);
        }

        bool whole = hash.GetHashAndReset().AsSpan().SequenceEqual(expected);
        Volatile.Write(ref _verified[block], whole);
        return whole;
    }

    /// <summary>Whether every block is what was written.</summary>
    public bool IsWhole() => Enumerable.Range(0, _verified.Length).All(IsWhole);

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
