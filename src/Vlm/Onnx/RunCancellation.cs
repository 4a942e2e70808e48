using Microsoft.ML.OnnxRuntime;

namespace Vlm.Onnx;

/// <summary>Ties a token to the options of one run, so that cancelling stops the run inside the session.</summary>
internal readonly struct RunCancellation : IDisposable
{
    private readonly CancellationTokenRegistration _registration;
    private readonly RunOptions _options;

    /// <param name="options">Those of the run; no other run uses them meanwhile.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public RunCancellation(RunOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _options = options;
        _registration = cancellationToken.UnsafeRegister(static state => ((RunOptions)state!).Terminate = true, options);
    }

    public void Dispose()
    {
        // Waits for a callback that is under way, which must not stop the next run.
        _registration.Dispose();
        _options.Terminate = false;
    }
}
