using System.Diagnostics;

namespace Vlm.Benchmarks.Fuzzing;

/// <summary>A source of damaged files and the code that reads them.</summary>
internal abstract class FuzzTarget : IDisposable
{
    /// <summary>The seed of the results in RESULTS.md, and of the tests.</summary>
    public const ulong DefaultSeed = 20261124;

    /// <summary>Longer than this is a hang.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly Process _process = Process.GetCurrentProcess();
    private bool _byProcessor;
    private TimeSpan _lapStarted;
    private TimeSpan _longestLap;

    /// <summary>How a file may end, by the number that <see cref="Read"/> gives.</summary>
    public abstract IReadOnlyList<string> Endings { get; }

    /// <summary>The file of an index; it depends on nothing else.</summary>
    public abstract byte[] File(long index);

    public virtual void Dispose() => _process.Dispose();

    /// <summary>Reads one file.</summary>
    /// <param name="index">Its index.</param>
    /// <param name="elapsed">What the longest call took.</param>
    /// <param name="error">What should not have been thrown.</param>
    public int Run(long index, out TimeSpan elapsed, out Exception? error)
    {
        byte[] file = File(index);
        int outcome = Timed(file, index, out elapsed, out error);

        if (elapsed > Longest)
        {
            // The machine may have been busy with something else; the processor's time says.
            _byProcessor = true;
            outcome = Timed(file, index, out elapsed, out error);
            _byProcessor = false;
        }

        return elapsed > Longest ? FuzzOutcome.Hang : outcome;
    }

    /// <summary>Reads a file and gives the number of its ending; every other exception is a finding.</summary>
    protected abstract int Read(byte[] file, long index);

    /// <summary>Ends a call and begins the next; without it, the whole file is one call.</summary>
    protected void Lap()
    {
        TimeSpan now = Now(), lap = now - _lapStarted;
        _longestLap = lap > _longestLap ? lap : _longestLap;
        _lapStarted = now;
    }

    private TimeSpan Now()
    {
        if (!_byProcessor)
        {
            return Stopwatch.GetElapsedTime(0);
        }

        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    private int Timed(byte[] file, long index, out TimeSpan elapsed, out Exception? error)
    {
        error = null;
        _longestLap = default;
        _lapStarted = Now();
        int outcome = FuzzOutcome.Untyped;
        try
        {
            outcome = Read(file, index);
        }
        catch (Exception e)
        {
            error = e;
        }

        Lap();
        elapsed = _longestLap;
        return outcome;
    }
}
