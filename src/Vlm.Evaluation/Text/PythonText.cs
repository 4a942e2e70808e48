using System.Globalization;
using System.Text;

namespace Vlm.Evaluation;

/// <summary>White space and digits as Python has them, whose evaluators the metrics follow.</summary>
internal static class PythonText
{
    /// <summary>Lower case by Unicode's full mapping: a dotted capital I becomes two code points, and a sigma at the end of a word has its own form.</summary>
    public static string Lower(string text)
    {
        string lower = text.ToLowerInvariant();
        if (text.AsSpan().IndexOfAny('\u0130', '\u03A3') < 0)
        {
            return lower;
        }

        StringBuilder result = new(lower.Length + 1);
        for (int i = 0; i < lower.Length; i++)
        {
            if (text[i] == '\u0130')
            {
                result.Append("i\u0307");
            }
            else if (text[i] == '\u03A3')
            {
                bool last = i > 0 && char.IsLetter(text[i - 1]) && (i + 1 == text.Length || !char.IsLetter(text[i + 1]));
                result.Append(last ? '\u03C2' : '\u03C3');
            }
            else
            {
                result.Append(lower[i]);
            }
        }

        return result.ToString();
    }

    public static string Strip(string text)
    {
        string rest = StripEnd(text);
        int start = 0;
        while (start < rest.Length && IsSpace(rest[start]))
        {
            start++;
        }

        return rest[start..];
    }

    public static string StripEnd(string text)
    {
        int end = text.Length;
        while (end > 0 && IsSpace(text[end - 1]))
        {
            end--;
        }

        return text[..end];
    }

    public static List<string> Split(string text)
    {
        List<string> words = [];
        for (int at = 0; at < text.Length;)
        {
            int start = at;
            while (at < text.Length && !IsSpace(text[at]))
            {
                at++;
            }

            if (at > start)
            {
                words.Add(text[start..at]);
            }

            at++;
        }

        return words;
    }

    // Python also takes the four separators of ASCII for white space.
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\x1C' and <= '\x1F';

    public static bool StartsWithDigit(ReadOnlySpan<char> text) =>
        Rune.DecodeFromUtf16(text, out Rune rune, out _) == System.Buffers.OperationStatus.Done && Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber;

    public static bool EndsWithDigit(ReadOnlySpan<char> text) =>
        Rune.DecodeLastFromUtf16(text, out Rune rune, out _) == System.Buffers.OperationStatus.Done && Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber;

    /// <summary>How many code points a text has in capitals by Unicode's full mapping: a sharp s becomes two.</summary>
    public static int UpperLength(string text)
    {
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            length += rune.IsBmp ? 1 + AddedByUpper((char)rune.Value) : 1;
        }

        return length;
    }

    // SpecialCasing.txt of Unicode: the characters whose capitals are two or three.
    private static int AddedByUpper(char c) => c switch
    {
        '\u0390' or '\u03B0' or '\u1F52' or '\u1F54' or '\u1F56' or '\u1FB7' or '\u1FC7' or (>= '\u1FD2' and <= '\u1FD3')
            or '\u1FD7' or (>= '\u1FE2' and <= '\u1FE3') or '\u1FE7' or '\u1FF7' or (>= '\uFB03' and <= '\uFB04') => 2,
        '\u00DF' or '\u0149' or '\u01F0' or '\u0587' or (>= '\u1E96' and <= '\u1E9A') or '\u1F50' or (>= '\u1F80' and <= '\u1FAF')
            or (>= '\u1FB2' and <= '\u1FB4') or '\u1FB6' or '\u1FBC' or (>= '\u1FC2' and <= '\u1FC4') or '\u1FC6' or '\u1FCC'
            or '\u1FD6' or '\u1FE4' or '\u1FE6' or (>= '\u1FF2' and <= '\u1FF4') or '\u1FF6' or '\u1FFC'
            or (>= '\uFB00' and <= '\uFB02') or (>= '\uFB05' and <= '\uFB06') or (>= '\uFB13' and <= '\uFB17') => 1,
        _ => 0,
    };

    /// <summary>The code points of a text.</summary>
    public static int[] CodePoints(string text) => [.. text.EnumerateRunes().Select(rune => rune.Value)];
}
