using static Vlm.Evaluation.PtbCharacters;

namespace Vlm.Evaluation;

/// <summary>Numbers, times, dates, fractions, telephone numbers. Every member gives the length of a match at the start of the text, 0 for none.</summary>
internal static class PtbNumbers
{
    public static void Offer(ReadOnlySpan<char> text, ref PtbMatch match)
    {
        match.Offer(Date(text), PtbKind.AsIs);
        int sign = text[0] is '-' or '+' ? 1 : 0;
        int number = Number(text[sign..]);
        match.Offer(number > 0 ? sign + number : 0, PtbKind.Word);
        match.Offer(Raised(text), PtbKind.AsIs);
        match.Offer(Fraction(text), PtbKind.NoSpaces);
        match.Offer(text[0] is (>= '\u00BC' and <= '\u00BE') or (>= '\u2153' and <= '\u215E') ? 1 : 0, PtbKind.Fraction);
    }

    /// <summary>A telephone number.</summary>
    public static int Phone(ReadOnlySpan<char> text)
    {
        if (text[0] is not ('(' or '+' or (>= '0' and <= '9')))
        {
            return 0;
        }

        int longest = 0;
        if (text[0] == '(')
        {
            int area = Run(text[1..], 3);
            if (area >= 2 && area + 1 < text.Length && text[area + 1] == ')')
            {
                int at = area + 2;
                longest = Rest(text, at);
                longest = Math.Max(longest, at < text.Length && text[at] is ' ' or '\u00A0' ? Rest(text, at + 1) : 0);
            }

            return longest;
        }

        int plus = text.StartsWith("++") ? 2 : text[0] == '+' ? 1 : 0;
        foreach (int first in Lengths(text[plus..], 2, 4))
        {
            int at = plus + first;
            if (at < text.Length && text[at] is '-' or ' ' or '\u00A0')
            {
                longest = Math.Max(longest, Rest(text, at + 1));
                foreach (int second in Lengths(text[(at + 1)..], 2, 4))
                {
                    int next = at + 1 + second;
                    longest = next < text.Length && text[next] is '-' or ' ' or '\u00A0' ? Math.Max(longest, Rest(text, next + 1)) : longest;
                }
            }
        }

        return Math.Max(longest, Dotted(text, plus));
    }

    private static int Number(ReadOnlySpan<char> text)
    {
        int end = Digits(text), i = end;
        while (i + 1 < text.Length && text[i] is '.' or ':' or ',' or '\u00AD' or '\u066B' or '\u066C' && IsDigit(text[i + 1]))
        {
            i++;
            i += Digits(text[i..]);
            end = i;
        }

        return end;
    }

    private static int Date(ReadOnlySpan<char> text)
    {
        int first = Math.Min(2, Digits(text));
        for (; first > 0; first--)
        {
            if (first < text.Length && text[first] is '-' or '/')
            {
                int second = Math.Min(2, Digits(text[(first + 1)..]));
                for (; second > 0; second--)
                {
                    int at = first + 1 + second;
                    int third = at < text.Length && text[at] is '-' or '/' ? Math.Min(4, Digits(text[(at + 1)..])) : 0;
                    if (third >= 2)
                    {
                        return at + 1 + third;
                    }
                }
            }
        }

        return 0;
    }

    // 1/2, 3 1/2, 3-1/2: up to four digits in each part.
    private static int Fraction(ReadOnlySpan<char> text)
    {
        int longest = Quotient(text);
        for (int whole = Math.Min(4, Digits(text)); whole > 0; whole--)
        {
            int quotient = whole < text.Length && text[whole] is '-' or ' ' or '\u00A0' ? Quotient(text[(whole + 1)..]) : 0;
            longest = quotient > 0 ? Math.Max(longest, whole + 1 + quotient) : longest;
        }

        return longest;
    }

    private static int Quotient(ReadOnlySpan<char> text)
    {
        for (int above = Math.Min(4, Digits(text)); above > 0; above--)
        {
            int at = above;
            at += text[at..].StartsWith("\\/") ? 2 : at < text.Length && text[at] is '/' or '\u2044' ? 1 : 0;
            int below = at > above ? Math.Min(4, Digits(text[at..])) : 0;
            if (below > 0)
            {
                return at + below;
            }
        }

        return 0;
    }

    private static int Raised(ReadOnlySpan<char> text)
    {
        int sign = text[0] is '\u207A' or '\u207B' or '\u208A' or '\u208B' ? 1 : 0, i = sign;
        while (i < text.Length && text[i] is '\u2070' or '\u00B9' or '\u00B2' or '\u00B3' or (>= '\u2074' and <= '\u2079'))
        {
            i++;
        }

        if (i == sign)
        {
            while (i < text.Length && text[i] is >= '\u2080' and <= '\u2089')
            {
                i++;
            }
        }

        return i > sign ? i : 0;
    }

    // The last two groups of a telephone number: 3 to 4 digits, perhaps a mark, 3 to 5 digits.
    private static int Rest(ReadOnlySpan<char> text, int at)
    {
        int longest = 0;
        foreach (int first in Lengths(text[at..], 3, 4))
        {
            int next = at + first;
            foreach (int second in Lengths(text[next..], 3, 5))
            {
                longest = Math.Max(longest, next + second);
            }

            if (next < text.Length && text[next] is '-' or ' ' or '\u00A0')
            {
                foreach (int second in Lengths(text[(next + 1)..], 3, 5))
                {
                    longest = Math.Max(longest, next + 1 + second);
                }
            }
        }

        return longest;
    }

    private static int Dotted(ReadOnlySpan<char> text, int plus)
    {
        Span<int> groups = stackalloc int[4];
        int count = 0, at = plus;
        while (count < 4 && at < text.Length)
        {
            int run = Run(text[at..], 6);
            if (run == 0)
            {
                break;
            }

            groups[count++] = run;
            at += run;
            if (count < 4 && at + 1 < text.Length && text[at] == '.')
            {
                at++;
            }
            else
            {
                break;
            }
        }

        bool four = count == 4 && groups[0] is >= 2 and <= 4 && groups[1] is >= 2 and <= 4 && groups[2] is >= 3 and <= 4 && groups[3] >= 3;
        bool three = count == 3 && plus == 0 && groups[0] is >= 2 and <= 4 && groups[1] is >= 3 and <= 4 && groups[2] >= 3;
        return four || three ? at - Math.Max(0, groups[count - 1] - 5) : 0;
    }

    private static IEnumerable<int> Lengths(ReadOnlySpan<char> text, int least, int most) => Enumerable.Range(least, Math.Max(0, Run(text, most) - least + 1));

    private static int Run(ReadOnlySpan<char> text, int most)
    {
        int i = 0;
        while (i < text.Length && i < most && char.IsAsciiDigit(text[i]))
        {
            i++;
        }

        return i;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        int i = 0;
        while (i < text.Length && IsDigit(text[i]))
        {
            i++;
        }

        return i;
    }
}
