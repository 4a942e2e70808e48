namespace Vlm.Tokenization.Chat;

/// <summary>A slice made fit for a length, as Python does: the first place, the step, and how many items it takes.</summary>
internal readonly record struct SliceBounds(int Start, int Step, int Count)
{
    public static SliceBounds Of(object? start, object? stop, object? step, int length)
    {
        long stride = step is null ? 1 : Index(step);
        if (stride == 0)
        {
            throw TemplateFault.Evaluation("slice step cannot be zero");
        }

        stride = Math.Clamp(stride, -int.MaxValue, int.MaxValue);
        long least = stride < 0 ? -1 : 0, most = stride < 0 ? length - 1 : length;
        long first = start is null ? stride < 0 ? most : least : Fit(Index(start), length, least, most);
        long end = stop is null ? stride < 0 ? least : most : Fit(Index(stop), length, least, most);
        long count = stride > 0 ? (end - first + stride - 1) / stride : (first - end - stride - 1) / -stride;
        bool empty = stride > 0 ? first >= end : first <= end;
        return new SliceBounds((int)Math.Max(0, first), (int)stride, empty ? 0 : (int)count);
    }

    public T[] Take<T>(T[] items)
    {
        T[] taken = new T[Count];
        for (int i = 0; i < Count; i++)
        {
            taken[i] = items[Start + (i * Step)];
        }

        return taken;
    }

    private static long Index(object? value) => value is UndefinedValue undefined ? throw undefined.Fault()
        : Numbers.TryIndex(value, out long index) ? index
        : throw TemplateFault.Evaluation("slice indices must be integers or None or have an __index__ method");

    private static long Fit(long index, int length, long least, long most) => index < 0 ? Math.Max(index < -length ? least : index + length, least) : Math.Min(index, most);
}
