using System.Globalization;
using System.Numerics;

namespace Vlm.Tokenization.Chat;

/// <summary>Python's numbers: integers without bound, floats, and truths that count as 0 and 1.</summary>
internal static class Numbers
{
    public static bool IsNumber(object? value) => value is long or double or bool or BigInteger;

    public static bool IsInteger(object? value) => value is long or bool or BigInteger;

    public static bool TryInteger(object? value, out BigInteger integer)
    {
        integer = value switch { long number => number, bool truth => truth ? 1 : 0, BigInteger big => big, _ => default };
        return IsInteger(value);
    }

    /// <summary>An integer that is used as a count or a place; one that is too great is cut to the end of the range.</summary>
    public static bool TryIndex(object? value, out long index)
    {
        bool integer = TryInteger(value, out BigInteger number);
        index = number < long.MinValue ? long.MinValue : number > long.MaxValue ? long.MaxValue : (long)number;
        return integer;
    }

    public static long Index(object? value) => value switch
    {
        long number => number,
        UndefinedValue undefined => throw undefined.Fault(),
        _ => TryIndex(value, out long index) ? index : throw TemplateFault.Evaluation($"'{TypeNames.Of(value)}' object cannot be interpreted as an integer"),
    };

    public static double ToDouble(object? value) => value switch
    {
        double number => number,
        long number => number,
        bool truth => truth ? 1 : 0,
        BigInteger big => double.IsFinite((double)big) ? (double)big : throw TemplateFault.Evaluation("int too large to convert to float"),
        UndefinedValue undefined => throw undefined.Fault(),
        _ => throw TemplateFault.Evaluation($"must be real number, not {TypeNames.Of(value)}"),
    };

    /// <summary>The order of two numbers, exact also between integers and floats; null with NaN.</summary>
    public static int? Compare(object? a, object? b)
    {
        if (a is double x && b is double y)
        {
            return double.IsNaN(x) || double.IsNaN(y) ? null : x.CompareTo(y);
        }

        if (a is double left)
        {
            return double.IsNaN(left) ? null : -CompareExact(b, left);
        }

        if (b is double right)
        {
            return double.IsNaN(right) ? null : CompareExact(a, right);
        }

        if (a is long i && b is long j)
        {
            return i.CompareTo(j);
        }

        TryInteger(a, out BigInteger m);
        TryInteger(b, out BigInteger n);
        return m.CompareTo(n);
    }

    /// <summary>int(text, base); null where the text is no integer.</summary>
    public static object? ParseInteger(string text, int numberBase)
    {
        ReadOnlySpan<char> digits = text.AsSpan(TextEdges.Start(text), TextEdges.Length(text));
        bool negative = digits is ['-', ..];
        digits = digits is ['-' or '+', ..] ? digits[1..] : digits;
        int prefix = digits is ['0', 'x' or 'X', _, ..] ? 16 : digits is ['0', 'o' or 'O', _, ..] ? 8 : digits is ['0', 'b' or 'B', _, ..] ? 2 : 0;
        if (prefix > 0 && (numberBase == 0 || numberBase == prefix))
        {
            digits = digits[2] == '_' ? digits[3..] : digits[2..];
            numberBase = prefix;
        }
        else if (numberBase == 0)
        {
            numberBase = digits is ['0', ..] && digits.ContainsAnyExcept('0', '_') ? -1 : 10;
        }

        const int mostDigits = 4300;
        if (digits.Length is 0 or > mostDigits || numberBase is not (>= 2 and <= 36) || digits[0] == '_' || digits[^1] == '_' || digits.Contains("__", StringComparison.Ordinal))
        {
            return null;
        }

        BigInteger value = 0;
        foreach (char c in digits)
        {
            if (c == '_')
            {
                continue;
            }

            int digit = char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetter(c) ? (c | 0x20) - 'a' + 10 : char.IsDigit(c) ? (int)char.GetNumericValue(c) : 99;
            if (digit >= numberBase)
            {
                return null;
            }

            value = (value * numberBase) + digit;
        }

        return Boxed.Of(negative ? -value : value);
    }

    /// <summary>float(text); null where the text is no number.</summary>
    public static double? ParseFloat(string text)
    {
        string trimmed = text.Substring(TextEdges.Start(text), TextEdges.Length(text));
        string word = trimmed.TrimStart('+', '-').ToLowerInvariant();
        if (word is "inf" or "infinity" or "nan" && trimmed.Length - word.Length <= 1)
        {
            return word == "nan" ? double.NaN : trimmed[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }

        for (int i = 0; i < trimmed.Length; i++)
        {
            if (trimmed[i] == '_' && !(i > 0 && i + 1 < trimmed.Length && char.IsAsciiDigit(trimmed[i - 1]) && char.IsAsciiDigit(trimmed[i + 1])))
            {
                return null;
            }
        }

        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return word.Length > 0 && word[^1] != 'i' && word[^1] != 'y'
            && double.TryParse(trimmed.Replace("_", "", StringComparison.Ordinal), style, CultureInfo.InvariantCulture, out double value) ? value : null;
    }

    private static int CompareExact(object? integer, double number)
    {
        if (double.IsInfinity(number))
        {
            return number > 0 ? -1 : 1;
        }

        TryInteger(integer, out BigInteger whole);
        double floor = Math.Floor(number);
        int order = whole.CompareTo(new BigInteger(floor));
        return order != 0 ? order : number > floor ? -1 : 0;
    }
}
