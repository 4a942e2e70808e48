using System.Buffers;

namespace Vlm.Imaging;

/// <summary>Bytes from the shared array pool that go back when disposed, once.</summary>
internal sealed class PooledBytes(int length) : IDisposable
{
    private byte[]? _rented = ArrayPool<byte>.Shared.Rent(length);

    public Memory<byte> Memory => (_rented ?? throw new ObjectDisposedException(nameof(PooledBytes))).AsMemory(0, length);

    public Span<byte> Span => Memory.Span;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rented, null) is { } rented)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
