using System.Diagnostics;

namespace Vlm.Tests;

/// <summary>How long work takes, whatever else the machine does meanwhile.</summary>
internal static class WorkTime
{
    /// <summary>The time on the clock or that of the processor, whichever is less; the test must run alone.</summary>
    public static TimeSpan Of(Action work)
    {
        using Process process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        Stopwatch clock = Stopwatch.StartNew();
        work();
        TimeSpan wall = clock.Elapsed;
        process.Refresh();
        TimeSpan processor = process.TotalProcessorTime - before;
        return processor < wall ? processor : wall;
    }
}
