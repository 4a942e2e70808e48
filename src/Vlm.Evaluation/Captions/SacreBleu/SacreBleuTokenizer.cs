using System.Globalization;
using System.Text;

namespace Vlm.Evaluation;

/// <summary>sacreBLEU's tokenizers. Words stand with white space between; how much of it does not matter.</summary>
internal static class SacreBleuTokenizer
{
    public static string Words(string line, SacreBleuTokenization tokenization, bool lowerCase)
    {
        string text = PythonText.StripEnd(lowerCase ? PythonText.Lower(line) : line);
        return tokenization switch
        {
            SacreBleuTokenization.Mteval13a => Mteval13a(text),
            SacreBleuTokenization.International => International(text),
            SacreBleuTokenization.Characters => Characters(text),
            _ => text,
        };
    }

    private static string Mteval13a(string line)
    {
        string text = line.Replace("<skipped>", "", StringComparison.Ordinal).Replace("-\n", "", StringComparison.Ordinal).Replace('\n', ' ');
        if (text.Contains('&'))
        {
            text = text.Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)
                .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal);
        }

        StringBuilder apart = new(text.Length + 16);
        apart.Append(' ');
        foreach (char c in text)
        {
            _ = IsMark(c) ? apart.Append(' ').Append(c).Append(' ') : apart.Append(c);
        }

        string spaced = apart.Append(' ').ToString();
        spaced = Pass(spaced, (before, c) => c is '.' or ',' && !char.IsAsciiDigit(before), (before, c) => $"{before} {c} ");
        spaced = Pass(spaced, (c, after) => c is '.' or ',' && !char.IsAsciiDigit(after), (c, after) => $" {c} {after}");
        return Pass(spaced, (before, c) => char.IsAsciiDigit(before) && c == '-', (before, c) => $"{before} {c} ");
    }

    // ASCII marks without the apostrophe, the comma, the hyphen and the dot.
    private static bool IsMark(char c) => c is (>= '{' and <= '~') or (>= '[' and <= '`') or (>= '!' and <= '&') or (>= '(' and <= '+') or (>= ':' and <= '@') or '/';

    // One pass of a pattern of two characters from the left: what a match takes, no later match looks at again.
    private static string Pass(string text, Func<char, char, bool> matches, Func<char, char, string> replacement)
    {
        StringBuilder result = new(text.Length + 16);
        int at = 0;
        for (; at + 1 < text.Length; at++)
        {
            if (matches(text[at], text[at + 1]))
            {
                result.Append(replacement(text[at], text[at + 1]));
                at++;
            }
            else
            {
                result.Append(text[at]);
            }
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private static string International(string line)
    {
        List<Rune> runes = [.. line.EnumerateRunes()];
        runes = Pass(runes, (before, c) => !IsNumber(before) && Rune.IsPunctuation(c), second: true);
        runes = Pass(runes, (c, after) => Rune.IsPunctuation(c) && !IsNumber(after), second: false);
        StringBuilder text = new(line.Length + 16);
        foreach (Rune rune in runes)
        {
            _ = Rune.IsSymbol(rune) ? text.Append(' ').Append(rune).Append(' ') : text.Append(rune);
        }

        return text.ToString();
    }

    // The same pass by code points. The mark that is set apart is the second of the two, or the first.
    private static List<Rune> Pass(List<Rune> runes, Func<Rune, Rune, bool> matches, bool second)
    {
        Rune space = new(' ');
        List<Rune> result = new(runes.Count + 16);
        int at = 0;
        for (; at + 1 < runes.Count; at++)
        {
            if (matches(runes[at], runes[at + 1]))
            {
                result.AddRange(second ? [runes[at], space, runes[at + 1], space] : [space, runes[at], space, runes[at + 1]]);
                at++;
            }
            else
            {
                result.Add(runes[at]);
            }
        }

        result.AddRange(runes.Skip(at));
        return result;
    }

    private static string Characters(string line)
    {
        StringBuilder text = new(line.Length * 2);
        foreach (Rune rune in line.EnumerateRunes())
        {
            text.Append(rune).Append(' ');
        }

        return text.ToString();
    }

    private static bool IsNumber(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
}
