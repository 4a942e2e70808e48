namespace Vlm.Tokenization.Chat;

/// <summary>range(start, stop, step), at most <see cref="Most"/> items as in Jinja's sandbox.</summary>
internal sealed class RangeValue
{
    public const int Most = 100_000;

    public RangeValue(long start, long stop, long step)
    {
        if (step == 0)
        {
            throw TemplateFault.Evaluation("range() arg 3 must not be zero");
        }

        (Start, Stop, Step) = (start, stop, step);
        Int128 span = step > 0 ? (Int128)stop - start : (Int128)start - stop;
        Int128 size = step > 0 ? step : -(Int128)step;
        Int128 count = span <= 0 ? 0 : (span + size - 1) / size;
        Count = count <= Most ? (int)count : throw TemplateFault.Evaluation($"Range too big. The sandbox blocks ranges larger than MAX_RANGE ({Most}).");
    }

    public long Start { get; }

    public long Stop { get; }

    public long Step { get; }

    public int Count { get; }

    public object this[int index] => Boxed.Of(Start + (index * Step));

    public IEnumerable<object?> Items() => Enumerable.Range(0, Count).Select(i => this[i]);
}
