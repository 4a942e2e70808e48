using System.Globalization;
using System.Text;

namespace Vlm.Tokenization;

/// <summary>A regular expression's text, read code point by code point.</summary>
internal sealed class PatternReader(string pattern)
{
    private const int LongestInterval = 100_000;

    public int Position { get; private set; }

    public bool AtEnd => Position >= pattern.Length;

    /// <summary>The code unit here; NUL at the end.</summary>
    public char Peek => Position < pattern.Length ? pattern[Position] : '\0';

    public int Next()
    {
        if (AtEnd)
        {
            throw Error("it ends too early");
        }

        Rune.DecodeFromUtf16(pattern.AsSpan(Position), out Rune rune, out int units);
        Position += units;
        return rune.Value;
    }

    public bool TryTake(string text)
    {
        bool here = pattern.AsSpan(Position).StartsWith(text, StringComparison.Ordinal);
        Position += here ? text.Length : 0;
        return here;
    }

    public void Expect(string text)
    {
        if (!TryTake(text))
        {
            throw Error($"'{text}' is missing");
        }
    }

    /// <summary>Everything up to a mark, which is passed over.</summary>
    public string Until(string mark)
    {
        int length = pattern.AsSpan(Position).IndexOf(mark, StringComparison.Ordinal);
        if (length < 0)
        {
            throw Error($"'{mark}' is missing");
        }

        string text = pattern.Substring(Position, length);
        Position += length + mark.Length;
        return text;
    }

    /// <summary>Up to so many hexadecimal digits, at least one.</summary>
    public int Hexadecimal(int most)
    {
        int start = Position;
        while (Position < pattern.Length && Position - start < most && char.IsAsciiHexDigit(pattern[Position]))
        {
            Position++;
        }

        int value = start == Position ? -1 : int.Parse(pattern.AsSpan(start, Position - start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return value is >= 0 and < CodePointSet.End ? value : throw Error("a code point is expected in hexadecimal digits");
    }

    /// <summary>{n}, {n,}, {,m} or {n,m}; null, and nothing taken, where something else stands here, which is then ordinary text.</summary>
    public (int Least, int? Most)? Interval()
    {
        int close = Peek == '{' ? pattern.IndexOf('}', Position) : -1;
        if (close < 0)
        {
            return null;
        }

        string[] bounds = pattern[(Position + 1)..close].Split(',');
        int[] values = new int[2];
        for (int i = 0; i < bounds.Length; i++)
        {
            if (bounds.Length > 2 || !bounds[i].All(char.IsAsciiDigit) || (bounds.Length == 1 && bounds[0].Length == 0))
            {
                return null;
            }

            values[i] = bounds[i].Length == 0 ? -1 : bounds[i].Length < 7 ? int.Parse(bounds[i], CultureInfo.InvariantCulture) : int.MaxValue;
        }

        if (bounds.Length == 2 && values[0] < 0 && values[1] < 0)
        {
            return null;
        }

        (int least, int most) = bounds.Length == 1 ? (values[0], values[0]) : (Math.Max(values[0], 0), values[1]);
        if (Math.Max(least, most) > LongestInterval || (most >= 0 && most < least))
        {
            throw Error($"an interval must go upwards and not beyond {LongestInterval}");
        }

        Position = close + 1;
        return (least, most < 0 ? null : most);
    }

    public ExpressionException Error(string what) => new($"{what} (at character {Position})");
}
