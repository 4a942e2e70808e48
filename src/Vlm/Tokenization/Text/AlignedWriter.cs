namespace Vlm.Tokenization;

/// <summary>
/// Writes rewritten code points and finds the original of each by counting, as the reference does: a code point either
/// takes the place of the next one of the source, or was added after it.
/// </summary>
internal ref struct AlignedWriter(AlignedText source, int start, int end, AlignedText target)
{
    private int _next = start;
    private int _last = start;

    /// <summary>Writes a code point.</summary>
    /// <param name="codePoint">What to write.</param>
    /// <param name="change">0 where it takes the place of one, 1 where it was added, -n where it takes up n more.</param>
    public void Append(int codePoint, int change)
    {
        if (change <= 0 && _next < end)
        {
            _last = _next;
            Skip(1 - change);
        }

        target.AppendCodePoint(codePoint, source.Start(_last), source.End(_last));
    }

    /// <summary>Passes over code points of the source that what was written last took up.</summary>
    public void Skip(int count)
    {
        for (; count > 0 && _next < end; count--)
        {
            source.CodePointAt(_next, out int units);
            _next += units;
        }
    }
}
