namespace Vlm.Training;

/// <summary>Which elements a slice takes (ONNX Slice, which clamps as NumPy does).</summary>
internal static class SliceRange
{
    /// <summary>How many elements are taken of a dimension; null where that depends on a size that is not known.</summary>
    public static Dimension? Length(Dimension size, Dimension? start, Dimension? end, long step)
    {
        if (start is not { IsKnown: true } from || end is not { } to)
        {
            return null;
        }

        if (size.IsKnown && to.IsKnown)
        {
            (long first, long last) = Bounds(size.Size, from.Factor, to.Factor, step);
            return Math.Max(0, (last - first + step - Math.Sign(step)) / step);
        }

        return (from.Factor, step) switch
        {
            (0, 1) when to == size || (to.IsKnown && to.Factor >= int.MaxValue) => size,
            (0, 1) when !to.IsKnown && size.IsKnown => to,
            (-1, -1) when to.IsKnown && to.Factor <= int.MinValue => size,
            _ => (Dimension?)null,
        };
    }

    public static Dimension[] Pick(Dimension[] values, long start, long end, long step)
    {
        (long first, long last) = Bounds(values.Length, start, end, step);
        List<Dimension> picked = [];
        for (long i = first; step > 0 ? i < last : i > last; i += step)
        {
            picked.Add(values[i]);
        }

        return [.. picked];
    }

    private static (long First, long Last) Bounds(long size, long start, long end, long step)
    {
        long first = start < 0 ? start + size : start, last = end < 0 ? end + size : end;
        return step > 0 ? (Math.Clamp(first, 0, size), Math.Clamp(last, 0, size)) : (Math.Clamp(first, 0, size - 1), Math.Clamp(last, -1, size - 1));
    }
}
