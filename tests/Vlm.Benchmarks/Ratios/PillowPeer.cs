using System.Diagnostics;

namespace Vlm.Benchmarks.Ratios;

/// <summary>A Python process that does the same work with Pillow and NumPy and tells how long it took.</summary>
internal sealed class PillowPeer : IDisposable
{
    private readonly Process _process;

    private PillowPeer(Process process, string versions)
    {
        _process = process;
        Versions = versions;
    }

    /// <summary>For example <c>Pillow 9.4.0 NumPy 1.24.2</c>.</summary>
    public string Versions { get; }

    /// <summary>Starts it; null, with the reason, where Python or a package is absent.</summary>
    public static PillowPeer? Start(IEnumerable<string> files, out string reason)
    {
        string python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        ProcessStartInfo start = new(python, [Path.Combine(AppContext.BaseDirectory, "peers", "pillow.py"), .. files])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process? process;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            reason = $"{python} cannot be started: {e.Message}";
            return null;
        }

        if (process!.StandardOutput.ReadLine() is { } versions)
        {
            reason = "";
            return new PillowPeer(process, versions);
        }

        reason = process.StandardError.ReadToEnd().TrimEnd().Split('\n')[^1];
        process.Dispose();
        return null;
    }

    /// <summary>The milliseconds that the work on one of the files took inside the process.</summary>
    public double Measure(int file)
    {
        _process.StandardInput.WriteLine(file);
        _process.StandardInput.Flush();
        return long.Parse(_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The Python process ended.")) / 1e6;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
