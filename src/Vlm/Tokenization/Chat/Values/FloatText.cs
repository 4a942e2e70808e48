using System.Globalization;
using System.Numerics;
using System.Text;

namespace Vlm.Tokenization.Chat;

/// <summary>Floats as Python writes them: repr's shortest digits, and the %f, %e and %g forms rounded half to even on the exact value.</summary>
internal static class FloatText
{
    public static string Repr(double value)
    {
        if (!double.IsFinite(value))
        {
            return Special(value);
        }

        // "E16" would not be the shortest; "R" is, in the form d.dddE+xxx or plain.
        string round = value.ToString("R", CultureInfo.InvariantCulture);
        int mark = round.IndexOf('E', StringComparison.Ordinal);
        string mantissa = (mark < 0 ? round : round[..mark]).TrimStart('-');
        int exponent = mark < 0 ? 0 : int.Parse(round.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        int whole = point < 0 ? mantissa.Length : point;
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        int zeros = digits.Length - digits.TrimStart('0').Length;
        string significant = digits.Trim('0');
        string sign = double.IsNegative(value) ? "-" : "";
        return significant.Length == 0 ? sign + "0.0" : sign + Laid(significant, whole + exponent - zeros);
    }

    /// <summary>%.{precision}f.</summary>
    public static string Fixed(double value, int precision)
    {
        if (!double.IsFinite(value))
        {
            return Special(value);
        }

        string digits = Scaled(Math.Abs(value), precision).ToString(CultureInfo.InvariantCulture).PadLeft(precision + 1, '0');
        string text = precision == 0 ? digits : $"{digits[..^precision]}.{digits[^precision..]}";
        return double.IsNegative(value) ? "-" + text : text;
    }

    /// <summary>%.{precision}e.</summary>
    public static string Exponential(double value, int precision)
    {
        if (!double.IsFinite(value))
        {
            return Special(value);
        }

        (string digits, int exponent) = Digits(Math.Abs(value), precision + 1);
        string text = precision == 0 ? digits : $"{digits[0]}.{digits[1..]}";
        return $"{(double.IsNegative(value) ? "-" : "")}{text}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    /// <summary>%.{precision}g.</summary>
    public static string General(double value, int precision, bool keepZeros = false)
    {
        if (!double.IsFinite(value))
        {
            return Special(value);
        }

        precision = Math.Max(1, precision);
        (_, int exponent) = Digits(Math.Abs(value), precision);
        string text = exponent < -4 || exponent >= precision ? Exponential(value, precision - 1) : Fixed(value, precision - 1 - exponent);
        if (keepZeros || !text.Contains('.', StringComparison.Ordinal))
        {
            return text;
        }

        int mark = text.IndexOf('e', StringComparison.Ordinal);
        string tail = mark < 0 ? "" : text[mark..];
        return (mark < 0 ? text : text[..mark]).TrimEnd('0').TrimEnd('.') + tail;
    }

    /// <summary>round(value, digits): half to even on the exact value.</summary>
    public static double Round(double value, int digits)
    {
        if (!double.IsFinite(value) || digits > 330)
        {
            return value;
        }

        if (digits < -310)
        {
            return Math.CopySign(0, value);
        }

        BigInteger scaled = Scaled(Math.Abs(value), digits);
        double rounded = double.Parse($"{scaled}E{-digits}", NumberStyles.Float, CultureInfo.InvariantCulture);
        return Math.CopySign(rounded, value);
    }

    private static string Special(double value) => double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";

    /// <summary>Digits with the point after so many of them.</summary>
    private static string Laid(string digits, int point)
    {
        if (point is > 16 or < -3)
        {
            int exponent = point - 1;
            string fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
            return $"{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }

        StringBuilder text = new();
        return point <= 0 ? text.Append("0.").Append('0', -point).Append(digits).ToString()
            : point >= digits.Length ? text.Append(digits).Append('0', point - digits.Length).Append(".0").ToString()
            : text.Append(digits, 0, point).Append('.').Append(digits, point, digits.Length - point).ToString();
    }

    /// <summary>value · 10^places as an integer, halves to even.</summary>
    private static BigInteger Scaled(double value, int places)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int biased = (int)((bits >> 52) & 0x7FF);
        BigInteger numerator = (bits & 0xFFFFFFFFFFFFF) | (biased == 0 ? 0 : 1L << 52);
        int exponent = Math.Max(biased, 1) - 1075;
        BigInteger denominator = BigInteger.One;
        numerator *= BigInteger.Pow(10, Math.Max(0, places));
        denominator *= BigInteger.Pow(10, Math.Max(0, -places));
        numerator <<= Math.Max(0, exponent);
        denominator <<= Math.Max(0, -exponent);
        BigInteger quotient = BigInteger.DivRem(numerator, denominator, out BigInteger rest);
        int half = (rest * 2).CompareTo(denominator);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }

    /// <summary>So many significant digits, and the exponent of the first.</summary>
    private static (string Digits, int Exponent) Digits(double value, int count)
    {
        if (value == 0)
        {
            return (new string('0', count), 0);
        }

        int exponent = (int)Math.Floor(Math.Log10(value));
        for (; ; exponent++)
        {
            string digits = Scaled(value, count - 1 - exponent).ToString(CultureInfo.InvariantCulture);
            if (digits.Length < count)
            {
                exponent -= 2;
            }
            else if (digits.Length == count)
            {
                return (digits, exponent);
            }
        }
    }
}
