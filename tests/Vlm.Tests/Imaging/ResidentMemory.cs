using System.Diagnostics;
using System.Globalization;

namespace Vlm.Tests.Imaging;

/// <summary>How far the process's resident memory rises while something runs.</summary>
internal static class ResidentMemory
{
    private const string Status = "/proc/self/status";

    /// <summary>The highest resident memory during the action above that before it, in bytes. Elsewhere than on Linux: after it.</summary>
    public static long Rise(Action action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        if (!File.Exists(Status))
        {
            long before = Process.GetCurrentProcess().WorkingSet64;
            action();
            return Process.GetCurrentProcess().WorkingSet64 - before;
        }

        // "5" sets the mark of the highest resident memory back to the present one.
        File.WriteAllText("/proc/self/clear_refs", "5");
        long start = Read("VmRSS:");
        action();
        return Read("VmHWM:") - start;
    }

    private static long Read(string key)
    {
        string line = File.ReadLines(Status).First(line => line.StartsWith(key, StringComparison.Ordinal));
        return 1024 * long.Parse(line[key.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
