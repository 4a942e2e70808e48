using Microsoft.ML.OnnxRuntime;

namespace Vlm.Onnx;

/// <summary>Ties a token to the options of one run, so that cancelling stops the run inside the session.</summary>
internal readonly struct RunCancellation : IDisposable
{
    // Never changed, so that all runs that nothing can cancel share it.
    private static readonly RunOptions Plain = new();

    private readonly CancellationTokenRegistration _registration;
    private readonly bool _owned;

    public RunCancellation(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _owned = cancellationToken.CanBeCanceled;
        if (_owned)
        {
            Options = new RunOptions();
            _registration = cancellationToken.UnsafeRegister(static state => ((RunOptions)state!).Terminate = true, Options);
        }
        else
        {
            Options = Plain;
        }
    }

    public RunOptions Options { get; }

    public void Dispose()
    {
        // Waits for a callback that is under way, which must not meet freed options.
        _registration.Dispose();
        if (_owned)
        {
            Options.Dispose();
        }
    }
}
