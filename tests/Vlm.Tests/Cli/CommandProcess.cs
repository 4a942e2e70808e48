using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Vlm.Tests.Cli;

/// <summary>The command line as a process of its own, for what only a process has: signals and exit codes.</summary>
internal sealed partial class CommandProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _out;
    private readonly Task<string> _error;

    public CommandProcess(params string[] args)
        : this(args, [])
    {
    }

    /// <param name="args">The arguments.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    public CommandProcess(string[] args, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Vlm.Cli.dll"));
        foreach (string arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _out = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    public void Interrupt()
    {
        const int interrupt = 2;
        Assert.Equal(0, Kill(_process.Id, interrupt));
    }

    /// <summary>Ends it without a chance to clean up, and waits until it is gone.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public async Task<(int ExitCode, string Out, string Error)> EndAsync()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(limit.Token);
        return (_process.ExitCode, await _out, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
