using System.Runtime.ExceptionServices;

namespace Vlm.Imaging.Resizing;

/// <summary>
/// Rows of a large picture in bands, on the thread pool and on the caller's thread. The caller does every band that no other
/// thread has begun, so that it never waits for a free thread. Without allocation once warm: the object that threads share is
/// kept and serves the next picture.
/// </summary>
internal sealed class RowBands<TBand> : IThreadPoolWorkItem
    where TBand : struct, IRowBand
{
    private static RowBands<TBand>? _spare;

    private readonly object _gate = new();
    private TBand _band;
    private int _rows;
    private int _bands;
    private int _next;
    private int _unfinished;
    private int _users;
    private ExceptionDispatchInfo? _error;

    /// <summary>Makes all rows; with one band on the caller's thread alone.</summary>
    public static void Run(in TBand band, int rows, int bands)
    {
        bands = Math.Clamp(bands, 1, rows);
        if (bands == 1)
        {
            TBand only = band;
            only.Run(0, rows);
            return;
        }

        RowBands<TBand> run = Interlocked.Exchange(ref _spare, null) ?? new RowBands<TBand>();
        run.Start(band, rows, bands);
        for (int i = 1; i < bands; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: false);
        }

        run.Work();
        run.Wait();
        ExceptionDispatchInfo? error = run._error;
        run.Leave();
        error?.Throw();
    }

    void IThreadPoolWorkItem.Execute()
    {
        Work();
        Leave();
    }

    private void Start(in TBand band, int rows, int bands)
    {
        (_band, _rows, _bands, _next, _unfinished, _error) = (band, rows, bands, 0, bands, null);
        Volatile.Write(ref _users, bands);
    }

    private void Work()
    {
        for (int i = Interlocked.Increment(ref _next) - 1; i < _bands; i = Interlocked.Increment(ref _next) - 1)
        {
            int first = (int)((long)_rows * i / _bands);
            int end = (int)((long)_rows * (i + 1) / _bands);
            try
            {
                _band.Run(first, end - first);
            }
            catch (Exception e)
            {
                // The caller's thread throws it once all bands are done.
                _error = ExceptionDispatchInfo.Capture(e);
            }

            if (Interlocked.Decrement(ref _unfinished) == 0)
            {
                lock (_gate)
                {
                    Monitor.PulseAll(_gate);
                }
            }
        }
    }

    private void Wait()
    {
        SpinWait spin = default;
        while (Volatile.Read(ref _unfinished) > 0 && !spin.NextSpinWillYield)
        {
            spin.SpinOnce();
        }

        lock (_gate)
        {
            while (_unfinished > 0)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    // The last of those who hold the object keeps it for the next picture; until then a late thread may still look at it.
    private void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            _band = default;
            _error = null;
            Volatile.Write(ref _spare, this);
        }
    }
}
