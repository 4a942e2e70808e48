using System.Globalization;
using System.Text;

namespace Vlm.Tokenization.Chat;

/// <summary>Texts as Python sees them: white space by its own list, lengths and places in code points.</summary>
internal static class PythonText
{
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\x1c' and <= '\x1f';

    /// <summary>Where a text ends once the white space at its end is gone.</summary>
    public static int TrimmedEnd(ReadOnlySpan<char> text)
    {
        int end = text.Length;
        while (end > 0 && IsSpace(text[end - 1]))
        {
            end--;
        }

        return end;
    }

    /// <summary>Whether every code unit is a code point of its own.</summary>
    public static bool IsSimple(ReadOnlySpan<char> text) => !text.ContainsAnyInRange('\uD800', '\uDFFF');

    public static int Length(string text)
    {
        if (IsSimple(text))
        {
            return text.Length;
        }

        int count = text.Length;
        for (int i = 1; i < text.Length; i++)
        {
            count -= char.IsSurrogatePair(text[i - 1], text[i]) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The number of code units of the code point at a place.</summary>
    public static int UnitsAt(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;

    /// <summary>Every code point as a text of its own.</summary>
    public static IEnumerable<string> CodePoints(string text)
    {
        for (int i = 0; i < text.Length;)
        {
            int units = UnitsAt(text, i);
            yield return units == 1 ? Single(text[i]) : text.Substring(i, 2);
            i += units;
        }
    }

    /// <summary>The code points as numbers; a lone surrogate stays itself.</summary>
    public static int[] ToCodePoints(string text)
    {
        int[] points = new int[Length(text)];
        for (int i = 0, n = 0; i < text.Length; n++)
        {
            int units = UnitsAt(text, i);
            points[n] = units == 1 ? text[i] : char.ConvertToUtf32(text[i], text[i + 1]);
            i += units;
        }

        return points;
    }

    public static StringBuilder AppendCodePoint(this StringBuilder text, int codePoint) =>
        codePoint < 0x10000 ? text.Append((char)codePoint) : text.Append(char.ConvertFromUtf32(codePoint));

    /// <summary>The code unit where a code point begins.</summary>
    public static int UnitIndex(string text, int codePoint)
    {
        if (IsSimple(text))
        {
            return codePoint;
        }

        int unit = 0;
        for (int n = 0; n < codePoint; n++)
        {
            unit += UnitsAt(text, unit);
        }

        return unit;
    }

    /// <summary>How many code points stand before a code unit.</summary>
    public static int CodePointIndex(string text, int unit) => unit < 0 ? unit : IsSimple(text.AsSpan(0, unit)) ? unit : Length(text[..unit]);

    public static string Single(char c) => c < SingleTexts.Length ? SingleTexts[c] : c.ToString();

    /// <summary>The order of code points; that of code units differs above U+FFFF.</summary>
    public static int Compare(string a, string b)
    {
        int common = a.AsSpan().CommonPrefixLength(b);
        if (common == a.Length || common == b.Length)
        {
            return a.Length.CompareTo(b.Length);
        }

        char x = a[common], y = b[common];
        return char.IsSurrogate(x) == char.IsSurrogate(y) ? x.CompareTo(y)
            : (char.IsSurrogate(x) ? 0x10000 : x).CompareTo(char.IsSurrogate(y) ? 0x10000 : y);
    }

    /// <summary>Python's str.splitlines().</summary>
    public static List<string> SplitLines(string text, bool keepEnds = false)
    {
        List<string> lines = [];
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is '\n' or '\r' or '\v' or '\f' or '\x1c' or '\x1d' or '\x1e' or '\x85' or '\u2028' or '\u2029')
            {
                int end = i;
                i += text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
                lines.Add(text[start..(keepEnds ? i + 1 : end)]);
                start = i + 1;
            }
        }

        if (start < text.Length)
        {
            lines.Add(text[start..]);
        }

        return lines;
    }

    /// <summary>What repr() writes as it is; everything else it escapes.</summary>
    public static bool IsPrintable(int codePoint) =>
        codePoint == ' ' || CharUnicodeInfo.GetUnicodeCategory(codePoint) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.SpaceSeparator);

    private static readonly string[] SingleTexts = [.. Enumerable.Range(0, 128).Select(c => ((char)c).ToString())];
}
