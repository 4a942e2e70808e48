using Microsoft.ML.OnnxRuntime;

namespace Vlm.Onnx;

/// <summary>Copies entries of caches, [rows, …, tokens, …], stretch by stretch.</summary>
internal static class CacheCopy
{
    /// <summary>The shape of an entry when the rows of several caches stand below each other, as long as the longest.</summary>
    public static long[] JoinedShape(IReadOnlyList<KeyValueCache> caches, int entry)
    {
        long[] shape = ShapeOf(caches[0].Values[entry]);
        shape[0] = caches.Count;
        int axis = caches[0].Layout.TokenAxes[entry];
        if (axis >= 0)
        {
            shape[axis] = caches.Max(cache => ShapeOf(cache.Values[entry])[axis]);
        }

        return shape;
    }

    /// <summary>Writes the rows of several caches below each other; shorter ones end where the longest ends.</summary>
    public static void Join(IReadOnlyList<KeyValueCache> caches, int entry, Span<byte> to)
    {
        int rowBytes = to.Length / caches.Count, axis = caches[0].Layout.TokenAxes[entry];
        for (int row = 0; row < caches.Count; row++)
        {
            OrtValue value = caches[row].Values[entry];
            int blocks = axis < 0 ? 1 : Blocks(ShapeOf(value), axis);
            CopyToEnds(value.GetTensorMutableRawData(), to.Slice(row * rowBytes, rowBytes), blocks);
        }
    }

    /// <summary>Copies the first tokens of every row.</summary>
    public static void First(OrtValue from, int axis, OrtValue to)
    {
        int blocks = Blocks(ShapeOf(from), axis) * (int)ShapeOf(from)[0];
        ReadOnlySpan<byte> source = from.GetTensorMutableRawData();
        Span<byte> target = to.GetTensorMutableRawData();
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

    private static long[] ShapeOf(OrtValue value) => value.GetTensorTypeAndShape().Shape;
}
