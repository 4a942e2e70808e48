using System.Buffers;

namespace Vlm.Imaging;

/// <summary>Bytes from an array pool that go back when disposed, once.</summary>
internal sealed class PooledBytes(int length) : IDisposable
{
    private const int LargeObjectBytes = 85_000;
    private const int MaxPooledLength = 1 << 22;

    // The shared pool keeps arrays for single threads, so that calls which move between threads would now and then allocate
    // a large object. Pictures up to a megapixel come from a pool that is the same for all threads.
    private static readonly ArrayPool<byte> LargeArrays = ArrayPool<byte>.Create(MaxPooledLength, maxArraysPerBucket: 8);

    private byte[]? _rented = PoolFor(length).Rent(length);

    public Memory<byte> Memory => (_rented ?? throw new ObjectDisposedException(nameof(PooledBytes))).AsMemory(0, length);

    public Span<byte> Span => Memory.Span;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rented, null) is { } rented)
        {
            PoolFor(length).Return(rented);
        }
    }

    private static ArrayPool<byte> PoolFor(int length) =>
        length is >= LargeObjectBytes and <= MaxPooledLength ? LargeArrays : ArrayPool<byte>.Shared;
}
