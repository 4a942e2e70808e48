namespace Vlm.Onnx;

/// <summary>Counts the calls that use a native object, so that disposing lets them finish: the last one out frees it.</summary>
internal sealed class SessionLifetime
{
    private static int s_open;

    private readonly object _owner;
    private readonly Action _free;
    private int _users = 1;
    private int _disposed;

    /// <param name="owner">Whose calls are counted.</param>
    /// <param name="free">Frees the native object.</param>
    public SessionLifetime(object owner, Action free)
    {
        _owner = owner;
        _free = free;
        Interlocked.Increment(ref s_open);
    }

    /// <summary>How many native objects of this process are not freed yet.</summary>
    internal static int Open => Volatile.Read(ref s_open);

    /// <summary>Begins a call; <see cref="Lease.Dispose"/> ends it.</summary>
    /// <exception cref="ObjectDisposedException">The owner disposed the object.</exception>
    public Lease Enter()
    {
        while (true)
        {
            int users = Volatile.Read(ref _users);
            ObjectDisposedException.ThrowIf(users == 0 || Volatile.Read(ref _disposed) != 0, _owner);
            if (Interlocked.CompareExchange(ref _users, users + 1, users) == users)
            {
                return new Lease(this);
            }
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Leave();
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            _free();
            Interlocked.Decrement(ref s_open);
        }
    }

    internal readonly struct Lease : IDisposable
    {
        private readonly SessionLifetime _lifetime;

        public Lease(SessionLifetime lifetime) => _lifetime = lifetime;

        public void Dispose() => _lifetime.Leave();
    }
}
