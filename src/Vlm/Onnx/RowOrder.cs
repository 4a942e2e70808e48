namespace Vlm.Onnx;

/// <summary>Another order of rows: row i becomes what row <c>order[i]</c> was; rows may be dropped and repeated.</summary>
internal static class RowOrder
{
    /// <summary>Whether all of so many rows stay where they are.</summary>
    public static bool IsIdentity(ReadOnlySpan<int> order, int count)
    {
        for (int i = 0; i < order.Length; i++)
        {
            if (order[i] != i)
            {
                return false;
            }
        }

        return order.Length == count;
    }

    public static T[] Pick<T>(ReadOnlySpan<T> rows, ReadOnlySpan<int> order)
    {
        T[] picked = new T[order.Length];
        for (int i = 0; i < picked.Length; i++)
        {
            picked[i] = rows[order[i]];
        }

        return picked;
    }

    /// <summary>A copy of a tensor's rows, the entries of its outermost dimension; the caller disposes it.</summary>
    public static TensorBuffer<float> Gather(TensorBuffer<float> source, ReadOnlySpan<int> order)
    {
        TensorBuffer<float> gathered = TensorBuffer.Rent<float>([order.Length, .. source.Shape[1..]]);
        Gather<float>(source.Span, gathered.Span, source.RowLength, order);
        return gathered;
    }

    /// <summary>Copies rows of a length.</summary>
    public static void Gather<T>(ReadOnlySpan<T> from, Span<T> to, int rowLength, ReadOnlySpan<int> order)
    {
        for (int i = 0; i < order.Length; i++)
        {
            from.Slice(order[i] * rowLength, rowLength).CopyTo(to[(i * rowLength)..]);
        }
    }
}
