using System.Security.Cryptography;

namespace Vlm.Training;

/// <summary>
/// Writes a file of blocks under the name <c>….partial</c> and gives it its own name once every block is there. Blocks come in any order and from
/// several threads. What another process left behind is continued: its blocks are kept where their checksums are right.
/// </summary>
internal sealed class BlockFileWriter : IDisposable
{
    private readonly string _path;
    private readonly BlockLayout _layout;
    private readonly FileStream _file;
    private readonly bool[] _written;
    private readonly Lock _gate = new();

    private BlockFileWriter(string path, BlockLayout layout, FileStream file)
    {
        _path = path;
        _layout = layout;
        _file = file;
        _written = new bool[layout.BlockLengths.Count];
    }

    /// <summary>The name of the file while it is not whole.</summary>
    public static string PartialName(string path) => path + ".partial";

    /// <summary>Begins or continues.</summary>
    /// <param name="path">The name of the whole file.</param>
    /// <param name="layout">What it holds.</param>
    /// <param name="open">Opens the partial file; null for the file system's own way. For tests of disks that fill.</param>
    /// <exception cref="FeatureCacheException">Another process writes it, what lies there is something else, or the disk is too small.</exception>
    public static BlockFileWriter Open(string path, BlockLayout layout, Func<string, FileStream>? open = null)
    {
        string partial = PartialName(path);
        FileStream? file = null;
        try
        {
            file = (open ?? (name => new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0)))(partial);
            BlockFileWriter writer = new(path, layout, file);
            writer.BeginOrContinue();
            return writer;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw new FeatureCacheException(partial, $"it cannot be written: {e.Message} If another process makes this cache, wait for it.", e);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file where it is whole. A damaged one becomes an unfinished one again, so that its damaged blocks can be written anew.</summary>
    /// <returns>The file, every block compared with its checksum; null where it was damaged, and is no longer at the path.</returns>
    public static BlockFile? OpenOrTakeBack(string path, BlockLayout layout)
    {
        if (new FileInfo(path).Length == layout.FileLength)
        {
            BlockFile file = BlockFile.Open(path, layout);
            if (file.IsWhole())
            {
                return file;
            }

            file.Dispose();
        }

        File.Move(path, PartialName(path), overwrite: true);
        return null;
    }

    public bool IsWritten(int block) => Volatile.Read(ref _written[block]);

    /// <summary>Writes a block, then its checksum: a block counts only with both.</summary>
    public void Write(int block, ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[BlockLayout.HashBytes];
        SHA256.HashData(bytes, hash);
        lock (_gate)
        {
            try
            {
                WriteAt(_layout.BlockStart(block), bytes);
                WriteAt(_layout.HashStart(block), hash);
            }
            catch (IOException e)
            {
                int done = _written.Count(written => written);
                throw new FeatureCacheException(
                    PartialName(_path),
                    $"it cannot be written: {e.Message} {done} of {_written.Length} blocks are kept; make room for {_layout.FileLength} bytes in all and run again: it goes on from there.", e);
            }

            Volatile.Write(ref _written[block], true);
        }
    }

    /// <summary>Gives the file its own name.</summary>
    public void Complete()
    {
        if (_written.AsSpan().Contains(false))
        {
            throw new InvalidOperationException("Not every block is written.");
        }

        _file.SetLength(_layout.FileLength);
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(PartialName(_path), _path, overwrite: true);
    }

    public void Dispose() => _file.Dispose();

    private void BeginOrContinue()
    {
        string? text = BlockLayout.ReadText(_file, PartialName(_path));
        if (text is null)
        {
            RequireSpace();
            _file.SetLength(0);
            WriteAt(0, _layout.Head);
            WriteAt(_layout.HashStart(0), new byte[_layout.BlockStart(0) - _layout.HashStart(0)]);
            return;
        }

        if (text != _layout.Text)
        {
            throw new FeatureCacheException(PartialName(_path), "an unfinished cache of another encoder, other settings, other pictures or other texts lies there. Finish it as it was begun, delete it, or give another path.");
        }

        byte[] hashes = new byte[_written.Length * BlockLayout.HashBytes];
        ReadAt(_layout.HashStart(0), hashes);
        byte[] bytes = new byte[_layout.BlockLengths.DefaultIfEmpty().Max()];
        Span<byte> found = stackalloc byte[BlockLayout.HashBytes];
        for (int block = 0; block < _written.Length; block++)
        {
            Span<byte> expected = hashes.AsSpan(block * BlockLayout.HashBytes, BlockLayout.HashBytes);
            Span<byte> part = bytes.AsSpan(0, (int)_layout.BlockLengths[block]);
            if (expected.ContainsAnyExcept((byte)0) && ReadAt(_layout.BlockStart(block), part))
            {
                SHA256.HashData(part, found);
                _written[block] = found.SequenceEqual(expected);
            }
        }
    }

    private void RequireSpace()
    {
        long free = new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(_path))!).AvailableFreeSpace;
        if (free < _layout.FileLength)
        {
            throw new FeatureCacheException(_path, $"the disk has {free} bytes free, but the cache needs {_layout.FileLength}. Make room, or give a path on another disk.");
        }
    }

    private void WriteAt(long position, ReadOnlySpan<byte> bytes)
    {
        _file.Position = position;
        _file.Write(bytes);
    }

    private bool ReadAt(long position, Span<byte> bytes)
    {
        _file.Position = position;
        return _file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;
    }
}
