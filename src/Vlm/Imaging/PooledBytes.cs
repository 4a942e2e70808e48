using System.Buffers;

namespace Vlm.Imaging;

/// <summary>Bytes from an array pool that go back when disposed, once.</summary>
/// <param name="length">How many.</param>
/// <param name="reservation">The share of the memory limit that they take; given back with them.</param>
internal sealed class PooledBytes(int length, MemoryReservation? reservation = null) : IDisposable
{
    private const int LargeObjectBytes = 85_000;
    private const int MaxPooledLength = 1 << 22;

    // The shared pool keeps arrays for single threads, so that calls which move between threads would now and then allocate
    // a large object. Pictures up to a megapixel come from a pool that is the same for all threads.
    private static readonly ArrayPool<byte> MiddleArrays = ArrayPool<byte>.Create(MaxPooledLength, maxArraysPerBucket: 8);

    private byte[]? _rented = Rent(length, reservation);

    public int Length => length;

    public Memory<byte> Memory => (_rented ?? throw new ObjectDisposedException(nameof(PooledBytes))).AsMemory(0, length);

    public Span<byte> Span => Memory.Span;

    public MemoryReservation? Reservation => reservation;

    public void Dispose()
    {
        if (DisposeBytes())
        {
            reservation?.Dispose();
        }
    }

    /// <summary>Gives the bytes back and leaves the reservation to its next holder.</summary>
    public bool DisposeBytes()
    {
        if (Interlocked.Exchange(ref _rented, null) is not { } rented)
        {
            return false;
        }

        Return(rented, length);
        return true;
    }

    private static byte[] Rent(int length, MemoryReservation? reservation)
    {
        reservation?.Kept = length;
        return Rent(length);
    }

    internal static byte[] Rent(int length) => length switch
    {
        < LargeObjectBytes => ArrayPool<byte>.Shared.Rent(length),
        <= MaxPooledLength => MiddleArrays.Rent(length),
        _ => LargeArrays.Shared.Rent(length),
    };

    internal static void Return(byte[] rented, int length)
    {
        switch (length)
        {
            case < LargeObjectBytes:
                ArrayPool<byte>.Shared.Return(rented);
                break;
            case <= MaxPooledLength:
                MiddleArrays.Return(rented);
                break;
            default:
                LargeArrays.Shared.Return(rented);
                break;
        }
    }
}
