namespace Vlm.Imaging.Jpeg;

/// <summary>
/// The samples of one component in one row of the scan's units: the last row of the strip before, and then this strip's own. The
/// memory is the decoder's.
/// </summary>
internal unsafe struct SamplePlane
{
    private const int Alignment = 32;

    /// <summary>The row of the strip before.</summary>
    public byte* Start { get; private set; }

    /// <summary>Bytes from row to row; vectors may read beyond the samples of a row.</summary>
    public int Stride { get; private set; }

    /// <summary>Rows of a strip.</summary>
    public int Rows { get; private set; }

    /// <summary>Samples beside each other that a block becomes.</summary>
    public int Wide { get; private set; }

    /// <summary>Samples above each other that a block becomes.</summary>
    public int High { get; private set; }

    public readonly int Bytes => Stride * (Rows + 1);

    public void Shape(int blocksAcross, int blocksDown, int wide, int high)
    {
        (Wide, High) = (wide, high);
        Stride = (((blocksAcross * wide) + Alignment - 1) / Alignment * Alignment) + Alignment;
        Rows = blocksDown * high;
    }

    public byte* Place(byte* memory)
    {
        Start = memory;
        return memory + Bytes;
    }

    /// <summary>A row of the picture, while a strip is in the plane.</summary>
    public readonly byte* Row(int y, int strip) => Start + ((long)(y - (strip * Rows) + 1) * Stride);

    /// <summary>The last row is kept for the next strip.</summary>
    public readonly void KeepLast() => Buffer.MemoryCopy(Start + ((long)Rows * Stride), Start, Stride, Stride);
}
