using System.Globalization;
using System.Text;

namespace Vlm.Tokenization.Chat;

/// <summary>Python's upper(), lower(), title(), capitalize(), swapcase() and casefold(): full mappings, one code point may become three.</summary>
internal static class CaseMapping
{
    // Unicode's SpecialCasing, the unconditional part: a code point with its upper case.
    private const string LongUpper =
        "\u00DFSS \u0149\u02BCN \u01F0J\u030C \u0390\u0399\u0308\u0301 \u03B0\u03A5\u0308\u0301 \u0587\u0535\u0552 \u1E96H\u0331 " +
        "\u1E97T\u0308 \u1E98W\u030A \u1E99Y\u030A \u1E9AA\u02BE \u1F50\u03A5\u0313 \u1F52\u03A5\u0313\u0300 \u1F54\u03A5\u0313\u0301 " +
        "\u1F56\u03A5\u0313\u0342 \u1FB2\u1FBA\u0399 \u1FB4\u0386\u0399 \u1FB6\u0391\u0342 \u1FB7\u0391\u0342\u0399 \u1FC2\u1FCA\u0399 " +
        "\u1FC4\u0389\u0399 \u1FC6\u0397\u0342 \u1FC7\u0397\u0342\u0399 \u1FD2\u0399\u0308\u0300 \u1FD3\u0399\u0308\u0301 " +
        "\u1FD6\u0399\u0342 \u1FD7\u0399\u0308\u0342 \u1FE2\u03A5\u0308\u0300 \u1FE3\u03A5\u0308\u0301 \u1FE4\u03A1\u0313 " +
        "\u1FE6\u03A5\u0342 \u1FE7\u03A5\u0308\u0342 \u1FF2\u1FFA\u0399 \u1FF4\u038F\u0399 \u1FF6\u03A9\u0342 \u1FF7\u03A9\u0342\u0399 " +
        "\uFB00FF \uFB01FI \uFB02FL \uFB03FFI \uFB04FFL \uFB05ST \uFB06ST \uFB13\u0544\u0546 \uFB14\u0544\u0535 \uFB15\u0544\u053B " +
        "\uFB16\u054E\u0546 \uFB17\u0544\u053D";

    // Where the first letter of a title is not its upper case with the rest lowered.
    private const string LongTitle =
        "\u0149\u02BCN \u1FB2\u1FBA\u0345 \u1FB4\u0386\u0345 \u1FB7\u0391\u0342\u0345 \u1FC2\u1FCA\u0345 \u1FC4\u0389\u0345 " +
        "\u1FC7\u0397\u0342\u0345 \u1FF2\u1FFA\u0345 \u1FF4\u038F\u0345 \u1FF7\u03A9\u0342\u0345";

    private static readonly Dictionary<int, string> Uppers = Table(LongUpper);
    private static readonly Dictionary<int, string> Titles = Table(LongTitle);

    public static string Upper(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToUpperInvariant();
        }

        StringBuilder result = new(text.Length);
        foreach (int point in PythonText.ToCodePoints(text))
        {
            AppendUpper(result, point);
        }

        return result.ToString();
    }

    public static string Lower(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }

        int[] points = PythonText.ToCodePoints(text);
        StringBuilder result = new(text.Length);
        for (int i = 0; i < points.Length; i++)
        {
            AppendLower(result, points, i);
        }

        return result.ToString();
    }

    public static string Capitalize(string text)
    {
        int[] points = PythonText.ToCodePoints(text);
        StringBuilder result = new(text.Length);
        for (int i = 0; i < points.Length; i++)
        {
            if (i == 0)
            {
                AppendTitle(result, points[i]);
            }
            else
            {
                AppendLower(result, points, i);
            }
        }

        return result.ToString();
    }

    /// <summary>str.title(): a word begins after everything that has no case.</summary>
    public static string Title(string text)
    {
        int[] points = PythonText.ToCodePoints(text);
        StringBuilder result = new(text.Length);
        bool inWord = false;
        for (int i = 0; i < points.Length; i++)
        {
            if (inWord)
            {
                AppendLower(result, points, i);
            }
            else
            {
                AppendTitle(result, points[i]);
            }

            inWord = IsCased(points[i]);
        }

        return result.ToString();
    }

    public static string SwapCase(string text)
    {
        int[] points = PythonText.ToCodePoints(text);
        StringBuilder result = new(text.Length);
        for (int i = 0; i < points.Length; i++)
        {
            if (IsUpper(points[i]))
            {
                AppendLower(result, points, i);
            }
            else if (IsLower(points[i]))
            {
                AppendUpper(result, points[i]);
            }
            else
            {
                result.AppendCodePoint(points[i]);
            }
        }

        return result.ToString();
    }

    /// <summary>Full case folding: the long upper case lowered where there is one, the final sigma as an ordinary one.</summary>
    public static string Fold(string text)
    {
        StringBuilder result = new(text.Length);
        foreach (int point in PythonText.ToCodePoints(text))
        {
            int[] upper = Uppers.TryGetValue(point, out string? more) ? PythonText.ToCodePoints(more) : point is '\u03C2' or '\u017F' or '\u1E9E' ? PythonText.ToCodePoints(point == '\u03C2' ? "\u03A3" : point == '\u017F' ? "S" : "SS") : [point];
            foreach (int one in upper)
            {
                result.AppendCodePoint(SimpleLower(one));
            }
        }

        return result.ToString();
    }

    public static bool IsUpper(int point) => CharUnicodeInfo.GetUnicodeCategory(point) == UnicodeCategory.UppercaseLetter || point is >= 0x2160 and <= 0x216F or >= 0x24B6 and <= 0x24CF;

    public static bool IsLower(int point) => CharUnicodeInfo.GetUnicodeCategory(point) == UnicodeCategory.LowercaseLetter
        || point is 0xAA or 0xBA or >= 0x2170 and <= 0x217F or >= 0x24D0 and <= 0x24E9 or >= 0x2B0 and <= 0x2B8;

    public static bool IsTitle(int point) => CharUnicodeInfo.GetUnicodeCategory(point) == UnicodeCategory.TitlecaseLetter;

    public static bool IsCased(int point) => IsUpper(point) || IsLower(point) || IsTitle(point);

    private static void AppendUpper(StringBuilder result, int point)
    {
        if (Uppers.TryGetValue(point, out string? more))
        {
            result.Append(more);
        }
        else if (point is >= 0x1F80 and <= 0x1FAF)
        {
            // Iota below becomes a letter of its own.
            int letter = (point & 0xF0) switch { 0x80 => 0x1F08, 0x90 => 0x1F28, _ => 0x1F68 };
            result.AppendCodePoint(letter + (point & 7)).Append('\u0399');
        }
        else if (point is 0x1FB3 or 0x1FBC or 0x1FC3 or 0x1FCC or 0x1FF3 or 0x1FFC)
        {
            result.Append((point & 0xF0) switch { 0xB0 => '\u0391', 0xC0 => '\u0397', _ => '\u03A9' }).Append('\u0399');
        }
        else
        {
            result.AppendCodePoint(SimpleUpper(point));
        }
    }

    private static void AppendTitle(StringBuilder result, int point)
    {
        if (Titles.TryGetValue(point, out string? title))
        {
            result.Append(title);
        }
        else if (Uppers.TryGetValue(point, out string? upper))
        {
            int first = PythonText.UnitsAt(upper, 0);
            result.Append(upper, 0, first).Append(upper[first..].ToLowerInvariant());
        }
        else
        {
            result.AppendCodePoint(point switch
            {
                >= 0x1C4 and <= 0x1C6 => 0x1C5,
                >= 0x1C7 and <= 0x1C9 => 0x1C8,
                >= 0x1CA and <= 0x1CC => 0x1CB,
                >= 0x1F1 and <= 0x1F3 => 0x1F2,
                >= 0x10D0 and <= 0x10FF => point,
                >= 0x1F80 and <= 0x1FAF => point | 8,
                0x1FB3 or 0x1FC3 or 0x1FF3 => point + 9,
                0x1FBC or 0x1FCC or 0x1FFC => point,
                _ => SimpleUpper(point),
            });
        }
    }

    private static void AppendLower(StringBuilder result, int[] points, int at)
    {
        int point = points[at];
        if (point == LetterCase.DottedCapitalI)
        {
            result.Append('i').AppendCodePoint(LetterCase.CombiningDotAbove);
        }
        else
        {
            result.AppendCodePoint(point == '\u03A3' && EndsWord(points, at) ? '\u03C2' : SimpleLower(point));
        }
    }

    /// <summary>Unicode's Final_Sigma: a cased letter before, none after, marks between them skipped.</summary>
    private static bool EndsWord(int[] points, int at)
    {
        int before = at - 1, after = at + 1;
        while (before >= 0 && IsCaseIgnorable(points[before]))
        {
            before--;
        }

        while (after < points.Length && IsCaseIgnorable(points[after]))
        {
            after++;
        }

        return before >= 0 && IsCased(points[before]) && !(after < points.Length && IsCased(points[after]));
    }

    private static bool IsCaseIgnorable(int point) => point is '\'' or '.' or ':' or '^' or '`' or 0xA8 or 0xB7 or 0x2018 or 0x2019
        || CharUnicodeInfo.GetUnicodeCategory(point) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;

    private static int SimpleUpper(int point) => Rune.IsValid(point) ? Rune.ToUpperInvariant(new Rune(point)).Value : point;

    private static int SimpleLower(int point) => Rune.IsValid(point) ? LetterCase.Lower(point) : point;

    private static Dictionary<int, string> Table(string entries) =>
        entries.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(entry => char.ConvertToUtf32(entry, 0), entry => entry[PythonText.UnitsAt(entry, 0)..]);
}
