namespace Vlm.Imaging;

/// <summary>
/// A picture's share of <see cref="ImageLimits.MaxTotalMemory"/>, from before its file is read until its pixels are disposed, which it
/// holds itself: one object less for each picture.
/// </summary>
internal sealed class MemoryReservation(DecodeMemory memory) : PooledMemory
{
    /// <summary>Bytes held; guarded by the lock of <see cref="DecodeMemory"/>.</summary>
    public long Bytes { get; set; }

    /// <summary>The part of them that holds the encoded file.</summary>
    public long Encoded { get; set; }

    /// <summary>Whether the decode is under way: neither waiting nor finished.</summary>
    public bool Running { get; set; }

    /// <summary>Bytes that stay when the decode ends: those of the pixels, once they are rented.</summary>
    public int Kept { get; private set; }

    /// <summary>Takes the memory of the pixels.</summary>
    public void TakePixels(int length)
    {
        Kept = length;
        Take(length);
    }

    /// <summary>Ends the decode: what is not kept is given back. After <see cref="PooledMemory.Dispose"/> it does nothing.</summary>
    public void EndDecode() => memory.Finish(this, Kept);

    protected override void Release()
    {
        Kept = 0;
        memory.Finish(this, 0);
    }

    // A picture that its owner forgot to dispose must not take memory from the others for ever.
    ~MemoryReservation() => memory.Finish(this, 0);
}
