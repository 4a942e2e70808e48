using System.Diagnostics;
using System.Globalization;

namespace Vlm.Benchmarks.Fuzzing;

/// <summary>
/// The long mode: each part in a process of its own, so that a crash of native code, or more memory than a worker may have,
/// ends only that process. The file that crashed it is named and kept, and the next process goes on behind it.
/// </summary>
internal static class FuzzCommand
{
    private const int MostCrashes = 20;

    // Of managed memory; a file that needs more ends as an error without a type.
    private const long MostHeap = 2L << 30;

    public static int Run(string[] args)
    {
        FuzzOptions options = FuzzOptions.Parse(args);
        if (options.StatePath is not null)
        {
            return FuzzWorker.Run(options);
        }

        bool clean = true;
        IReadOnlyList<string>? shown = null;
        foreach (string part in options.Parts)
        {
            if (!FuzzKind.IsHere(part))
            {
                Console.Error.WriteLine($"{part}: skipped, its files are not beside this repository");
                continue;
            }

            using FuzzTarget target = options.Target(part);
            if (shown is null || !shown.SequenceEqual(target.Endings))
            {
                shown = target.Endings;
                Console.WriteLine($"| {options.Kind.Name} | files | {string.Join(" | ", shown)} | Untyped | Hang | Crash | slowest | peak resident |");
            }

            clean &= RunPart(options, target, part);
        }

        return clean ? 0 : 1;
    }

    private static bool RunPart(FuzzOptions options, FuzzTarget target, string part)
    {
        string path = Path.Combine(Path.GetTempPath(), $"vlm-fuzz-{Environment.ProcessId}-{part}.state");
        try
        {
            using FuzzState state = new(path);
            for (long start = options.Start; start < options.Count && state[FuzzOutcome.Crash] < MostCrashes; start = state.Index + 1)
            {
                state.Index = start;
                using Process worker = Start(options, part, path, start);
                worker.WaitForExit();
                if (worker.ExitCode != 0)
                {
                    state[FuzzOutcome.Crash]++;
                    string kept = options.KeptFile(part, state.Index);
                    File.WriteAllBytes(kept, target.File(state.Index));
                    Console.Error.WriteLine($"{part}: exit code {worker.ExitCode} at index {state.Index}; the file is {kept}");
                }
            }

            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"| {part} | {options.Count:N0} | ")
                + string.Join(" | ", Enumerable.Range(0, target.Endings.Count).Concat([FuzzOutcome.Untyped, FuzzOutcome.Hang, FuzzOutcome.Crash]).Select(outcome => state[outcome].ToString("N0", CultureInfo.InvariantCulture)))
                + string.Create(CultureInfo.InvariantCulture, $" | {TimeSpan.FromTicks(state.Slowest).TotalMilliseconds:F0} ms (file {state.SlowestIndex}) | {state.Peak / 1048576.0:F0} MiB |"));
            return state[FuzzOutcome.Untyped] + state[FuzzOutcome.Hang] + state[FuzzOutcome.Crash] == 0;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Process Start(FuzzOptions options, string part, string path, long start)
    {
        ProcessStartInfo info = new(Environment.ProcessPath!) { UseShellExecute = false };
        string[] program = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [typeof(FuzzCommand).Assembly.Location] : [];
        string[] arguments =
        [
            .. program, "--fuzz", options.Kind.Name, "--part", part, "--decoder", options.Decoder, "--state", path,
            "--seed", options.Seed.ToString(CultureInfo.InvariantCulture), "--start", start.ToString(CultureInfo.InvariantCulture),
            "--count", options.Count.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (string argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment["DOTNET_GCHeapHardLimit"] = MostHeap.ToString("X", CultureInfo.InvariantCulture);
        return Process.Start(info)!;
    }
}
