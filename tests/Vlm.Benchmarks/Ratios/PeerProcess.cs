using System.Diagnostics;

namespace Vlm.Benchmarks.Ratios;

/// <summary>Another program that does the same work and tells how long it took: a line in, a line out.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process _process;

    private PeerProcess(Process process, string versions)
    {
        _process = process;
        Versions = versions;
    }

    /// <summary>The first line that it prints, for example <c>Pillow 9.4.0 NumPy 1.24.2</c>.</summary>
    public string Versions { get; }

    /// <summary>Starts it; null, with the reason, where it is absent or ends at once.</summary>
    /// <param name="program">The interpreter.</param>
    /// <param name="script">A file of the folder peers.</param>
    /// <param name="arguments">The script's arguments.</param>
    /// <param name="reason">Why it cannot be had.</param>
    public static PeerProcess? Start(string program, string script, IEnumerable<string> arguments, out string reason)
    {
        ProcessStartInfo start = new(program, [Path.Combine(AppContext.BaseDirectory, "peers", script), .. arguments])
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
            reason = $"{program} cannot be started: {e.Message}";
            return null;
        }

        if (process!.StandardOutput.ReadLine() is { } versions)
        {
            reason = "";
            return new PeerProcess(process, versions);
        }

        reason = process.StandardError.ReadToEnd().TrimEnd().Split('\n')[^1];
        process.Dispose();
        return null;
    }

    /// <summary>Sends a line and returns the numbers of the line that comes back.</summary>
    public long[] Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
        string answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The process of {Versions} ended.");
        return Array.ConvertAll(answer.Split(' '), long.Parse);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
