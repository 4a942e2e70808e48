using System.Diagnostics;
using System.Globalization;

namespace Vlm.Benchmarks.Fuzzing;

/// <summary>
/// The long mode: each format in a process of its own, so that a crash of native code ends only that process. The file that
/// crashed it is named and kept, and the next process goes on behind it.
/// </summary>
internal static class FuzzCommand
{
    private const int MostCrashes = 20;

    public static int RunImages(string[] args)
    {
        FuzzOptions options = FuzzOptions.Parse(args);
        if (options.StatePath is not null)
        {
            return FuzzWorker.Run(options);
        }

        Console.WriteLine("| format | files | " + string.Join(" | ", Enum.GetNames<FuzzOutcome>()) + " | slowest | peak resident |");
        bool clean = true;
        foreach (string format in options.Formats)
        {
            clean &= RunFormat(options, format);
        }

        return clean ? 0 : 1;
    }

    private static bool RunFormat(FuzzOptions options, string format)
    {
        string path = Path.Combine(Path.GetTempPath(), $"vlm-fuzz-{Environment.ProcessId}-{format}.state");
        try
        {
            using FuzzState state = new(path);
            for (long start = 0; start < options.Count && state[FuzzOutcome.Crash] < MostCrashes; start = state.Index + 1)
            {
                state.Index = start;
                using Process worker = Start(options, format, path, start);
                worker.WaitForExit();
                if (worker.ExitCode != 0)
                {
                    state[FuzzOutcome.Crash]++;
                    string kept = Path.Combine(Path.GetTempPath(), $"vlm-fuzz-crash-{format}-{options.Seed}-{state.Index}");
                    File.WriteAllBytes(kept, options.Target(format).File(state.Index));
                    Console.Error.WriteLine($"{format}: exit code {worker.ExitCode} at index {state.Index}; the file is {kept}");
                }
            }

            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"| {format} | {options.Count:N0} | ")
                + string.Join(" | ", Enum.GetValues<FuzzOutcome>().Select(outcome => state[outcome].ToString("N0", CultureInfo.InvariantCulture)))
                + string.Create(CultureInfo.InvariantCulture, $" | {TimeSpan.FromTicks(state.Slowest).TotalMilliseconds:F0} ms (file {state.SlowestIndex}) | {state.Peak / 1048576.0:F0} MiB |"));
            return state[FuzzOutcome.Untyped] + state[FuzzOutcome.Hang] + state[FuzzOutcome.Crash] == 0;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Process Start(FuzzOptions options, string format, string path, long start)
    {
        ProcessStartInfo info = new(Environment.ProcessPath!) { UseShellExecute = false };
        string[] program = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [typeof(FuzzCommand).Assembly.Location] : [];
        string[] arguments =
        [
            .. program, "--fuzz", "images", "--format", format, "--decoder", options.Decoder, "--state", path,
            "--seed", options.Seed.ToString(CultureInfo.InvariantCulture), "--start", start.ToString(CultureInfo.InvariantCulture),
            "--count", options.Count.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (string argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        return Process.Start(info)!;
    }
}
