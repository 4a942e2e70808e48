namespace Vlm.Imaging;

/// <summary>Bytes of a pool for as long as a method runs: as <see cref="PooledBytes"/>, without an object. Not to be copied.</summary>
internal readonly ref struct RentedBytes(int length)
{
    private readonly byte[] _rented = PooledMemory.Rent(length);

    public Span<byte> Span => _rented.AsSpan(0, length);

    public void Dispose() => PooledMemory.Return(_rented, length);
}
