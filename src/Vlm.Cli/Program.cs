using System.Runtime.InteropServices;

namespace Vlm.Cli;

internal static class Program
{
    // A session that is being loaded cannot be interrupted; after this long nobody waits for it any more.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);

    public static async Task<int> Main(string[] args)
    {
        using CancellationTokenSource cancellation = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        int code = await CommandLine.RunAsync(args, CommandEnvironment.OfProcess(), cancellation.Token).ConfigureAwait(false);
        if (code == ExitCode.Cancelled)
        {
            ProcessExit.Now(code);
        }

        return code;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            if (cancellation.IsCancellationRequested)
            {
                ProcessExit.Now(ExitCode.Cancelled);
            }

            new Thread(ExitWhenOutOfPatience) { IsBackground = true }.Start();
            cancellation.Cancel();
        }
    }

    private static void ExitWhenOutOfPatience()
    {
        Thread.Sleep(Patience);
        ProcessExit.Now(ExitCode.Cancelled);
    }
}
