namespace Vlm.Composition;

/// <summary>Lets calls that are under way finish before the stages are disposed; refuses calls that come after.</summary>
internal sealed class CallGate(string name, Action close)
{
    private readonly Lock _lock = new();
    private int _running;
    private bool _disposed;

    public Scope Enter()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, name);
            _running++;
        }

        return new Scope(this);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            if (_running > 0)
            {
                return;
            }
        }

        close();
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_running > 0 || !_disposed)
            {
                return;
            }
        }

        close();
    }

    internal readonly struct Scope(CallGate gate) : IDisposable
    {
        public void Dispose() => gate.Leave();
    }
}
