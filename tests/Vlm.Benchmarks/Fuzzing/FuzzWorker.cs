using System.Diagnostics;

namespace Vlm.Benchmarks.Fuzzing;

/// <summary>Reads a range of damaged files and keeps the counts where they outlive it.</summary>
internal static class FuzzWorker
{
    private const int PeakEvery = 10_000;

    // A file that takes this long will not end by itself.
    private static readonly TimeSpan Stuck = TimeSpan.FromSeconds(60);

    public static int Run(FuzzOptions options)
    {
        using FuzzState state = new(options.StatePath!);
        using FuzzTarget target = options.Target(options.Parts[0]);
        long shown = -1;
        using Timer watchdog = new(_ => shown = shown == state.Index ? throw new TimeoutException($"file {shown} does not end") : state.Index, null, Stuck, Stuck);
        for (long index = options.Start; index < options.Count; index++)
        {
            state.Index = index;
            int outcome = target.Run(index, out TimeSpan elapsed, out Exception? error);
            state[outcome]++;
            if (elapsed.Ticks > state.Slowest)
            {
                (state.Slowest, state.SlowestIndex) = (elapsed.Ticks, index);
            }

            if (outcome is FuzzOutcome.Untyped or FuzzOutcome.Hang)
            {
                string kept = options.KeptFile(options.Parts[0], index);
                File.WriteAllBytes(kept, target.File(index));
                Console.Error.WriteLine($"{options.Parts[0]} {index} ({kept}): {(outcome == FuzzOutcome.Hang ? "hang" : "untyped error")} after {elapsed.TotalMilliseconds:F0} ms {error}");
            }

            if (index % PeakEvery == 0)
            {
                state.Peak = Math.Max(state.Peak, Process.GetCurrentProcess().PeakWorkingSet64);
            }
        }

        state.Peak = Math.Max(state.Peak, Process.GetCurrentProcess().PeakWorkingSet64);
        return 0;
    }
}
