namespace Vlm.Tokenization;

/// <summary>Text under way, in UTF-16: every code unit knows which range of the original text it came from.</summary>
internal sealed class AlignedText
{
    private char[] _chars = new char[256];
    private int[] _starts = new int[256];
    private int[] _ends = new int[256];

    public int Length { get; private set; }

    public ReadOnlySpan<char> Span => _chars.AsSpan(0, Length);

    /// <summary>How many code units fit without growing.</summary>
    public int Capacity => _chars.Length;

    /// <summary>Where a code unit's original begins.</summary>
    public int Start(int index) => _starts[index];

    /// <summary>One past the end of a code unit's original.</summary>
    public int End(int index) => _ends[index];

    public void Clear() => Length = 0;

    public void Append(char unit, int start, int end)
    {
        if (Length == _chars.Length)
        {
            Grow(Length + 1);
        }

        _chars[Length] = unit;
        _starts[Length] = start;
        _ends[Length] = end;
        Length++;
    }

    public void AppendCodePoint(int codePoint, int start, int end)
    {
        if (codePoint < 0x10000)
        {
            Append((char)codePoint, start, end);
            return;
        }

        Append((char)(0xD7C0 + (codePoint >> 10)), start, end);
        Append((char)(0xDC00 + (codePoint & 0x3FF)), start, end);
    }

    /// <summary>Appends a part of an original text; a surrogate pair shares one range.</summary>
    public void AppendOriginal(ReadOnlySpan<char> original, int start, int length)
    {
        for (int i = start; i < start + length; i++)
        {
            char unit = original[i];
            int from = char.IsLowSurrogate(unit) && i > 0 ? i - 1 : i;
            Append(unit, from, char.IsHighSurrogate(unit) ? i + 2 : i + 1);
        }
    }

    public void Append(AlignedText source, int start, int length)
    {
        Grow(Length + length);
        source._chars.AsSpan(start, length).CopyTo(_chars.AsSpan(Length));
        source._starts.AsSpan(start, length).CopyTo(_starts.AsSpan(Length));
        source._ends.AsSpan(start, length).CopyTo(_ends.AsSpan(Length));
        Length += length;
    }

    /// <summary>The code point at an index and how many code units it has. The text never holds lone surrogates.</summary>
    public int CodePointAt(int index, out int units)
    {
        char unit = _chars[index];
        units = char.IsHighSurrogate(unit) && index + 1 < Length ? 2 : 1;
        return units == 2 ? char.ConvertToUtf32(unit, _chars[index + 1]) : unit;
    }

    private void Grow(int needed)
    {
        if (needed > _chars.Length)
        {
            Effort.CheckLength(needed);
            int size = Math.Max(needed, _chars.Length * 2);
            Array.Resize(ref _chars, size);
            Array.Resize(ref _starts, size);
            Array.Resize(ref _ends, size);
        }
    }
}
