using System.Globalization;
using System.Numerics;

namespace Vlm.Tokenization.Chat;

/// <summary>How one value is to be formatted: [[fill]align][sign][#][0][width][,][.precision][type], in either of Python's ways.</summary>
internal sealed record FormatField
{
    private const int MostWidth = 1 << 20;

    public string Fill { get; init; } = " ";

    /// <summary>One of &lt; &gt; = ^; nothing for the type's own.</summary>
    public char Align { get; init; }

    public char Sign { get; init; } = '-';

    public bool Alternate { get; init; }

    public char Grouping { get; init; }

    public int Width { get; init; }

    public int? Precision { get; init; }

    public char Type { get; init; }

    /// <summary>%[(name)][flags][width][.precision]type</summary>
    public static FormatField ParsePercent(string pattern, int at, out int end, out string? name, Func<long> star)
    {
        name = null;
        int start = at;
        if (at < pattern.Length && pattern[at] == '(')
        {
            int depth = 1;
            for (at++; at < pattern.Length && depth > 0; at++)
            {
                depth += pattern[at] == '(' ? 1 : pattern[at] == ')' ? -1 : 0;
            }

            name = depth == 0 ? pattern[(start + 1)..(at - 1)] : throw TemplateFault.Evaluation("incomplete format key");
        }

        FormatField field = new();
        bool zero = false;
        for (; at < pattern.Length && pattern[at] is '-' or '+' or ' ' or '#' or '0'; at++)
        {
            zero |= pattern[at] == '0';
            field = pattern[at] switch
            {
                '-' => field with { Align = '<' },
                '+' => field with { Sign = '+' },
                ' ' => field.Sign == '+' ? field : field with { Sign = ' ' },
                '#' => field with { Alternate = true },
                _ => field,
            };
        }

        long width = Number(pattern, ref at, star) ?? 0;
        field = field with { Width = Limited(Math.Abs(width)), Align = width < 0 ? '<' : field.Align };
        if (at < pattern.Length && pattern[at] == '.')
        {
            at++;
            field = field with { Precision = Limited(Math.Max(0, Number(pattern, ref at, star) ?? 0)) };
        }

        while (at < pattern.Length && pattern[at] is 'h' or 'l' or 'L')
        {
            at++;
        }

        end = at;
        char type = at < pattern.Length ? pattern[at] : throw TemplateFault.Evaluation("incomplete format");
        bool fillsWithZeros = zero && field.Align == 0 && type is not ('s' or 'r' or 'a' or 'c' or '%');
        return field with { Type = type, Fill = fillsWithZeros ? "0" : " ", Align = fillsWithZeros ? '=' : field.Align };
    }

    /// <summary>The format_spec of str.format().</summary>
    public static FormatField ParseSpec(string spec)
    {
        int at = 0;
        FormatField field = new();
        int first = spec.Length > 0 ? PythonText.UnitsAt(spec, 0) : 0;
        if (spec.Length > first && spec[first] is '<' or '>' or '=' or '^')
        {
            field = field with { Fill = spec[..first], Align = spec[first] };
            at = first + 1;
        }
        else if (spec.Length > 0 && spec[0] is '<' or '>' or '=' or '^')
        {
            field = field with { Align = spec[0] };
            at = 1;
        }

        char Peek() => at < spec.Length ? spec[at] : '\0';
        if (Peek() is '+' or '-' or ' ')
        {
            field = field with { Sign = spec[at++] };
        }

        if (Peek() == '#')
        {
            field = field with { Alternate = true };
            at++;
        }

        if (Peek() == '0')
        {
            field = field.Align == 0 ? field with { Fill = "0", Align = '=' } : first > 0 && at > 1 ? field : field with { Fill = "0" };
            at++;
        }

        field = field with { Width = Limited(Number(spec, ref at, null) ?? 0) };
        if (Peek() is ',' or '_')
        {
            field = field with { Grouping = spec[at++] };
        }

        if (Peek() == '.')
        {
            at++;
            field = field with { Precision = Number(spec, ref at, null) is { } precision ? Limited(precision) : throw TemplateFault.Evaluation("Format specifier missing precision") };
        }

        return at >= spec.Length ? field : at + 1 == spec.Length ? field with { Type = spec[at] } : throw TemplateFault.Evaluation("Invalid format specifier");
    }

    public string Shortened(string text) => Precision is { } most && most < PythonText.Length(text) ? text[..PythonText.UnitIndex(text, most)] : text;

    /// <summary>A number with its sign already before it, or a text, in its width.</summary>
    public string Aligned(string text, bool defaultLeft, Rendering rendering)
    {
        char align = Align == 0 ? defaultLeft ? '<' : '>' : Align;
        if (align == '=')
        {
            int sign = text.Length > 0 && text[0] is '-' or '+' or ' ' ? 1 : 0;
            sign += Alternate && text.Length > sign + 1 && text[sign] == '0' && text[sign + 1] is 'x' or 'X' or 'o' or 'b' or 'B' ? 2 : 0;
            return text[..sign] + TextEdits.Pad(text[sign..], Width - sign, Fill, toLeft: 2, rendering);
        }

        if (align == '^')
        {
            long missing = Math.Max(0, Width - PythonText.Length(text));
            string left = TextEdits.Pad(text, PythonText.Length(text) + (missing / 2), Fill, toLeft: 2, rendering);
            return TextEdits.Pad(left, Width, Fill, toLeft: 0, rendering);
        }

        return TextEdits.Pad(text, Width, Fill, toLeft: align == '<' ? 0 : 2, rendering);
    }

    public string Integer(BigInteger value, Rendering rendering)
    {
        BigInteger size = BigInteger.Abs(value);
        string digits = Type switch
        {
            'x' => Radix(size, 4),
            'X' => Radix(size, 4).ToUpperInvariant(),
            'o' => Radix(size, 3),
            'b' => Radix(size, 1),
            _ => size.ToString(CultureInfo.InvariantCulture),
        };
        digits = Precision is { } least ? TextEdits.Pad(digits, least, "0", toLeft: 2, rendering) : digits;
        string prefix = Alternate && Type is 'x' or 'X' or 'o' or 'b' ? "0" + Type : "";
        return Aligned(SignOf(value.Sign < 0) + prefix + Grouped(Alternate && Type is not ('x' or 'X' or 'o' or 'b') ? digits : digits), defaultLeft: false, rendering);
    }

    public string Float(double value, Rendering rendering)
    {
        int precision = Precision ?? 6;
        double size = Math.Abs(value);
        rendering.Budget.Text(precision + 320);
        string digits = char.ToLowerInvariant(Type) switch
        {
            'e' => FloatText.Exponential(size, precision),
            'g' or 'n' => FloatText.General(size, precision, Alternate),
            '%' => FloatText.Fixed(size * 100, precision) + "%",
            '\0' when Precision is null => FloatText.Repr(size),
            '\0' => FloatText.General(size, precision),
            _ => FloatText.Fixed(size, precision),
        };
        digits = char.IsUpper(Type) ? digits.ToUpperInvariant() : digits;
        digits = Type == '\0' && Precision is not null && digits.All(char.IsAsciiDigit) ? digits + ".0" : digits;
        return Aligned(SignOf(double.IsNegative(value) && !double.IsNaN(value)) + Grouped(digits), defaultLeft: false, rendering);
    }

    private static string Radix(BigInteger value, int bits)
    {
        if (value.IsZero)
        {
            return "0";
        }

        System.Text.StringBuilder digits = new();
        for (; !value.IsZero; value >>= bits)
        {
            digits.Insert(0, "0123456789abcdef"[(int)(value & ((1 << bits) - 1))]);
        }

        return digits.ToString();
    }

    private string SignOf(bool negative) => negative ? "-" : Sign == '-' ? "" : Sign.ToString();

    private string Grouped(string digits)
    {
        if (Grouping == 0)
        {
            return digits;
        }

        int size = Type is 'x' or 'X' or 'o' or 'b' ? 4 : 3;
        int whole = digits.AsSpan().IndexOfAny(".e%");
        whole = whole < 0 ? digits.Length : whole;
        System.Text.StringBuilder text = new(digits);
        for (int at = whole - size; at > 0; at -= size)
        {
            text.Insert(at, Grouping);
        }

        return text.ToString();
    }

    private static long? Number(string pattern, ref int at, Func<long>? star)
    {
        if (star is not null && at < pattern.Length && pattern[at] == '*')
        {
            at++;
            return star();
        }

        int start = at;
        long value = 0;
        while (at < pattern.Length && char.IsAsciiDigit(pattern[at]))
        {
            value = Math.Min(int.MaxValue, (value * 10) + pattern[at++] - '0');
        }

        return at > start ? value : null;
    }

    private static int Limited(long width) => width <= MostWidth ? (int)width : throw TemplateFault.Limit($"a format asks for {width} characters; the most is {MostWidth}.");
}
