namespace Vlm.Imaging;

/// <summary>
/// Counts what all decodes hold together and lets those wait that would exceed the limit, in the order of arrival. Somebody
/// always goes on: while no decode is running nobody waits.
/// </summary>
internal sealed class DecodeMemory
{
    // Files that were read wait for the memory of their pixels: they come first, and may fill only a part of the whole.
    private const int EncodedPart = 4;

    private readonly LinkedList<MemoryReservation> _entering = new();
    private readonly LinkedList<MemoryReservation> _growing = new();
    private long _used;
    private long _encoded;
    private int _running;

    public static DecodeMemory Shared { get; } = new();

    /// <summary>What all decodes hold now.</summary>
    public long Used => Interlocked.Read(ref _used);

    /// <summary>How many decodes wait now.</summary>
    public int Waiting
    {
        get
        {
            lock (_entering)
            {
                return _entering.Count + _growing.Count;
            }
        }
    }

    /// <summary>Begins a decode with the buffer of its encoded file.</summary>
    public MemoryReservation Enter(long encoded, long limit, CancellationToken cancellationToken)
    {
        MemoryReservation reservation = new(this);
        lock (_entering)
        {
            if (encoded > 0 && (_entering.Count > 0 || !MayEnter(encoded, limit)))
            {
                WaitToEnter(reservation, encoded, limit, cancellationToken);
            }

            reservation.Encoded = encoded;
            _encoded += encoded;
            Take(reservation, encoded);
        }

        return reservation;
    }

    /// <summary>Takes what decoding needs beyond the encoded file.</summary>
    public void Grow(MemoryReservation reservation, long bytes, long limit, CancellationToken cancellationToken)
    {
        lock (_entering)
        {
            Stop(reservation);
            if (_growing.Count > 0 || !MayGrow(bytes, limit))
            {
                WaitToGrow(reservation, bytes, limit, cancellationToken);
            }

            Take(reservation, bytes);
        }
    }

    /// <summary>Ends the decode; the pixels stay.</summary>
    public void Finish(MemoryReservation reservation, long pixels)
    {
        lock (_entering)
        {
            Stop(reservation);
            Interlocked.Add(ref _used, pixels - reservation.Bytes);
            _encoded -= reservation.Encoded;
            (reservation.Bytes, reservation.Encoded) = (pixels, 0);
            Monitor.PulseAll(_entering);
        }
    }

    private void Take(MemoryReservation reservation, long bytes)
    {
        Interlocked.Add(ref _used, bytes);
        reservation.Bytes += bytes;
        reservation.Running = true;
        _running++;
    }

    private void Stop(MemoryReservation reservation)
    {
        _running -= reservation.Running ? 1 : 0;
        reservation.Running = false;
        Monitor.PulseAll(_entering);
    }

    private bool MayEnter(long encoded, long limit) =>
        _growing.Count == 0 && (_running == 0 || (_used + encoded <= limit && _encoded + encoded <= limit / EncodedPart));

    private bool MayGrow(long bytes, long limit) => _running == 0 || _used + bytes <= limit;

    private void WaitToEnter(MemoryReservation reservation, long encoded, long limit, CancellationToken cancellationToken) =>
        Wait(reservation, _entering, () => MayEnter(encoded, limit), cancellationToken);

    private void WaitToGrow(MemoryReservation reservation, long bytes, long limit, CancellationToken cancellationToken) =>
        Wait(reservation, _growing, () => MayGrow(bytes, limit), cancellationToken);

    private void Wait(MemoryReservation reservation, LinkedList<MemoryReservation> queue, Func<bool> may, CancellationToken cancellationToken)
    {
        LinkedListNode<MemoryReservation> place = queue.AddLast(reservation);
        CancellationTokenRegistration wake = cancellationToken.UnsafeRegister(_ => WakeAll(), null);
        try
        {
            while (queue.First != place || !may())
            {
                cancellationToken.ThrowIfCancellationRequested();
                Monitor.Wait(_entering);
            }
        }
        finally
        {
            // Not disposed: that would wait for a callback that waits for this lock.
            wake.Unregister();
            queue.Remove(place);
            Monitor.PulseAll(_entering);
        }
    }

    private void WakeAll()
    {
        lock (_entering)
        {
            Monitor.PulseAll(_entering);
        }
    }
}
