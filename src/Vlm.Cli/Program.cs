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
        return await CommandLine.RunAsync(args, CommandEnvironment.OfProcess(), cancellation.Token).ConfigureAwait(false);

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            if (cancellation.IsCancellationRequested)
            {
                Environment.Exit(ExitCode.Cancelled);
            }

            new Thread(ExitWhenOutOfPatience) { IsBackground = true }.Start();
            cancellation.Cancel();
        }
    }

    private static void ExitWhenOutOfPatience()
    {
        Thread.Sleep(Patience);
        Environment.Exit(ExitCode.Cancelled);
    }
}
