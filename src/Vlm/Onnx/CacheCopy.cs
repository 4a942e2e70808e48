namespace Vlm.Onnx;

/// <summary>Copies entries of caches, [rows, …, tokens, …], stretch by stretch.</summary>
internal static class CacheCopy
{
    /// <summary>The shape of an entry when the rows of several caches stand below each other, as long as the longest.</summary>
    public static long[] JoinedShape(IReadOnlyList<KeyValueCache> caches, int entry)
    {
        long[] shape = NativeValue.Shape(caches[0].Values[entry]);
        shape[0] = caches.Count;
        int axis = caches[0].Layout.TokenAxes[entry];
        if (axis >= 0)
        {
            shape[axis] = caches.Max(cache => NativeValue.Shape(cache.Values[entry])[axis]);
        }

        return shape;
    }

    /// <summary>Writes the rows of several caches below each other; shorter ones end where the longest ends.</summary>
    public static void Join(IReadOnlyList<KeyValueCache> caches, int entry, Span<byte> to)
    {
        int rowBytes = to.Length / caches.Count, axis = caches[0].Layout.TokenAxes[entry];
        for (int row = 0; row < caches.Count; row++)
        {
            nint value = caches[row].Values[entry];
            int blocks = axis < 0 ? 1 : Blocks(NativeValue.Shape(value), axis);
            CopyToEnds(NativeValue.Bytes(value), to.Slice(row * rowBytes, rowBytes), blocks);
        }
    }

    /// <summary>Copies the first tokens of every row.</summary>
    public static void First(nint from, int axis, nint to)
    {
        int blocks = Blocks(NativeValue.Shape(from), axis) * (int)NativeValue.Shape(from)[0];
        ReadOnlySpan<byte> source = NativeValue.Bytes(from);
        Span<byte> target = NativeValue.Bytes(to);
        int sourceBlock = source.Length / blocks, targetBlock = target.Length / blocks;
        for (int block = 0; block < blocks; block++)
        {
            source.Slice(block * sourceBlock, targetBlock).CopyTo(target[(block * targetBlock)..]);
        }
    }

    // Each block of the source is the end of a block of the target; what stands before it is padding.
    private static void CopyToEnds(ReadOnlySpan<byte> source, Span<byte> target, int blocks)
    {
        int sourceBlock = source.Length / blocks, targetBlock = target.Length / blocks, pad = targetBlock - sourceBlock;
        for (int block = 0; block < blocks; block++)
        {
            target.Slice(block * targetBlock, pad).Clear();
            source.Slice(block * sourceBlock, sourceBlock).CopyTo(target[((block * targetBlock) + pad)..]);
        }
    }

    private static int Blocks(long[] shape, int axis)
    {
        long blocks = 1;
        for (int i = 1; i < axis; i++)
        {
            blocks *= shape[i];
        }

        return checked((int)blocks);
    }
}
