namespace Vlm.Imaging;

/// <summary>Bytes from an array pool for as long as somebody has them.</summary>
internal sealed class PooledBytes : PooledMemory
{
    /// <param name="length">How many.</param>
    public PooledBytes(int length) => Take(length);
}
