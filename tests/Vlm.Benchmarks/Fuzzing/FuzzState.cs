using System.IO.MemoryMappedFiles;

namespace Vlm.Benchmarks.Fuzzing;

/// <summary>What survives a crash of the process that reads: the index at work and the counts so far, in a mapped file.</summary>
internal sealed class FuzzState : IDisposable
{
    private const int Slots = 32;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public FuzzState(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, Slots * sizeof(long));
        _view = _file.CreateViewAccessor();
    }

    /// <summary>The file being read.</summary>
    public long Index
    {
        get => _view.ReadInt64(0);
        set => _view.Write(0, value);
    }

    /// <summary>Ticks of the slowest file.</summary>
    public long Slowest
    {
        get => _view.ReadInt64(8);
        set => _view.Write(8, value);
    }

    /// <summary>Its index.</summary>
    public long SlowestIndex
    {
        get => _view.ReadInt64(16);
        set => _view.Write(16, value);
    }

    /// <summary>The most bytes that were resident.</summary>
    public long Peak
    {
        get => _view.ReadInt64(24);
        set => _view.Write(24, value);
    }

    /// <summary>How many files ended so.</summary>
    public long this[int outcome]
    {
        get => _view.ReadInt64(Place(outcome));
        set => _view.Write(Place(outcome), value);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private static int Place(int outcome) => (8 + outcome) * sizeof(long);
}
