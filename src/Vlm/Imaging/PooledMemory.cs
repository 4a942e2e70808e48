using System.Buffers;

namespace Vlm.Imaging;

/// <summary>Bytes from an array pool that go back when disposed, once.</summary>
internal abstract class PooledMemory : IDisposable
{
    private const int LargeObjectBytes = 85_000;
    private const int MaxPooledLength = 1 << 22;

    // The shared pool keeps arrays for single threads, so that calls which move between threads would now and then allocate
    // a large object. Pictures up to a megapixel come from a pool that is the same for all threads.
    private static readonly ArrayPool<byte> MiddleArrays = ArrayPool<byte>.Create(MaxPooledLength, maxArraysPerBucket: 8);

    private byte[]? _rented;

    public int Length { get; private set; }

    public Memory<byte> Memory => (_rented ?? throw new ObjectDisposedException(nameof(PooledMemory))).AsMemory(0, Length);

    public Span<byte> Span => Memory.Span;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rented, null) is { } rented)
        {
            Return(rented, Length);
        }

        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes other bytes of the same length.</summary>
    /// <returns>Those that were held; the caller gives them back.</returns>
    public byte[] Renew() => Interlocked.Exchange(ref _rented, Rent(Length)) ?? throw new ObjectDisposedException(nameof(PooledMemory));

    /// <summary>What ends with the bytes; may be called several times.</summary>
    protected virtual void Release()
    {
    }

    protected void Take(int length) => (_rented, Length) = (Rent(length), length);

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
