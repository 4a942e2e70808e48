using static Vlm.Evaluation.PtbCharacters;

namespace Vlm.Evaluation;

/// <summary>Everything that is neither a word nor a number: brackets, dashes, dots, currency, smileys, entities.</summary>
internal static class PtbSymbols
{
    private static readonly string[] DashEntities = ["&MD;", "&mdash;", "&ndash;"];
    private static readonly string[] Entities = ["&HT;", "&TL;", "&UR;", "&LR;", "&QC;", "&QL;", "&QR;", "&odq;", "&cdq;"];
    private static readonly string[] Fixed = ["-RRB-", "-LRB-", "-RCB-", "-LCB-", "-RSB-", "-LSB-", "C.D.s", "pro-", "anti-", "S&P-500", "S&Ls", "cap'n", "c'est"];

    /// <summary>Entities and dashes, which come before words.</summary>
    public static void OfferEntities(ReadOnlySpan<char> text, ref PtbMatch match)
    {
        match.Offer(PtbAddresses.Markup(text), PtbKind.NoSpaces);
        match.Offer(text[0] is '\u0096' or '\u0097' or '\u2013' or '\u2014' or '\u2015' ? 1 : Starting(text, DashEntities), PtbKind.Dash);
        match.Offer(text.StartsWith("&amp;", StringComparison.OrdinalIgnoreCase) ? 5 : 0, PtbKind.Ampersand);
        match.Offer(Starting(text, Entities), PtbKind.AsIs);
        if (text.StartsWith("&#"))
        {
            int i = 2;
            while (i < text.Length && char.IsAsciiDigit(text[i]))
            {
                i++;
            }

            match.Offer(i > 2 && i < text.Length && text[i] == ';' ? i + 1 : 0, PtbKind.AsIs);
        }
    }

    /// <summary>Forms that are kept together, slashes, currency.</summary>
    public static void OfferForms(ReadOnlySpan<char> text, ref PtbMatch match)
    {
        match.Offer(Starting(text, Fixed), PtbKind.Ampersand);
        match.Offer(PtbAddresses.Slashed(text), PtbKind.AsIs);
        int capitals = 0;
        while (capitals < text.Length && char.IsAsciiLetterUpper(text[capitals]))
        {
            capitals++;
        }

        match.Offer(capitals < text.Length && text[capitals] == '$' ? capitals + 1 : text[0] == '#' ? 1 : 0, PtbKind.AsIs);
        match.Offer(text[0] is (>= '\u00A2' and <= '\u00A5') or '\u0080' or '\u20A0' or '\u20AC' or '\u060B' or '\u0E3F' or '\u20A4' or '\uFFE0' or '\uFFE1' or '\uFFE5' or '\uFFE6' ? 1 : 0, PtbKind.Currency);
        match.Offer(text.StartsWith("c++", StringComparison.OrdinalIgnoreCase) ? 3 : text.Length > 1 && text[0] is 'c' or 'C' or 'f' or 'F' && text[1] == '#' ? 2 : 0, PtbKind.AsIs);
    }

    /// <summary>Smileys, brackets, dashes, dots and single marks.</summary>
    public static void Offer(ReadOnlySpan<char> text, ref PtbMatch match)
    {
        char c = text[0];
        match.Offer(c == '<' ? 1 : text.StartsWith("&lt;", StringComparison.OrdinalIgnoreCase) ? 4 : 0, PtbKind.Less);
        match.Offer(c == '>' ? 1 : text.StartsWith("&gt;", StringComparison.OrdinalIgnoreCase) ? 4 : 0, PtbKind.Greater);
        int smiley = Smiley(text);
        match.Offer(smiley > 0 && smiley < text.Length && !char.IsAsciiLetterOrDigit(text[smiley]) ? smiley + 1 : 0, smiley, PtbKind.Brackets);
        match.Offer(FlatSmiley(text), PtbKind.Brackets);
        match.Offer(c is '{' or '}' or '[' or ']' or '(' or ')' ? 1 : 0, PtbKind.Brackets);
        int hyphens = Same(text, '-');
        match.Offer(hyphens, hyphens is 3 or 4 ? PtbKind.Dash : PtbKind.AsIs);
        match.Offer(Dots(text), PtbKind.Ellipsis);
        match.Offer(Math.Max(Same(text, '@'), Math.Max(Same(text, '_'), Same(text, '#'))), PtbKind.AsIs);
        match.Offer(Same(text, '*'), PtbKind.AsIs);
        match.Offer(c is ',' or ';' or ':' or '\u3001' ? 1 : 0, PtbKind.AsIs);
        int marks = 0;
        while (marks < text.Length && text[marks] is '?' or '!')
        {
            marks++;
        }

        match.Offer(marks, PtbKind.AsIs);
        match.Offer(c is '.' or '\u00A1' or '\u00BF' or '\u037E' or '\u0589' or '\u061F' or '\u06D4' or (>= '\u0700' and <= '\u0702') or '\u07FA' or '\u3002' or '=' or '/' ? 1 : 0, PtbKind.AsIs);
    }

    /// <summary>What is left: doubled angle brackets and symbols.</summary>
    public static void OfferRest(ReadOnlySpan<char> text, ref PtbMatch match)
    {
        match.Offer(text.StartsWith("<<") || text.StartsWith(">>") ? 2 : 0, PtbKind.AsIs);
        match.Offer(IsSymbol(text[0]) ? 1 : 0, PtbKind.AsIs);
    }

    private static int Same(ReadOnlySpan<char> text, char mark)
    {
        int i = 0;
        while (i < text.Length && text[i] == mark)
        {
            i++;
        }

        return i;
    }

    // Three to five stops, or as many with spaces between, or the one character.
    private static int Dots(ReadOnlySpan<char> text)
    {
        if (text[0] is '\u0085' or '\u2026')
        {
            return 1;
        }

        int together = Math.Min(5, Same(text, '.')), spaced = 0;
        for (int i = 0; i + 2 < text.Length && spaced < 4 && text[i] == '.' && text[i + 1] is ' ' or '\u00A0' && text[i + 2] == '.'; i += 2)
        {
            spaced++;
        }

        return Math.Max(together >= 3 ? together : 0, spaced >= 2 ? (2 * spaced) + 1 : 0);
    }

    private static int Smiley(ReadOnlySpan<char> text)
    {
        int i = text[0] is '<' or '>' ? 1 : 0;
        if (i >= text.Length || text[i] is not (':' or ';' or '='))
        {
            return 0;
        }

        i++;
        i += i + 1 < text.Length && text[i] is '-' or 'o' or '*' or '\'' && IsMouth(text[i + 1]) ? 1 : 0;
        return i < text.Length && IsMouth(text[i]) ? i + 1 : 0;
    }

    private static bool IsMouth(char c) => "()DPdpO\\{@|[]".Contains(c);

    // ^_^ and its like.
    private static int FlatSmiley(ReadOnlySpan<char> text) => text switch
    {
        ['^' or 'x' or '=' or '~' or '<' or '>', '.', '^' or 'x' or '=' or '~' or '<' or '>', ..] => 3,
        ['-' or '^' or 'x' or '=' or '~' or '<' or '>' or '\'', '_', '-' or '^' or 'x' or '=' or '~' or '<' or '>' or '\'', ..] => 3,
        ['(', '-' or '^' or 'x' or '=' or '~' or '<' or '>' or '\'', '_' or '.', '-' or '^' or 'x' or '=' or '~' or '<' or '>' or '\'', ')', ..] => 5,
        ['(', '^' or 'x' or '=' or '~' or '<' or '>' or '\'', '-', '^' or 'x' or '=' or '~' or '<' or '>' or '\'' or '`', ')', ..] => 5,
        _ => 0,
    };

    private static int Starting(ReadOnlySpan<char> text, string[] forms)
    {
        foreach (string form in forms)
        {
            if (text.StartsWith(form, StringComparison.OrdinalIgnoreCase))
            {
                return form.Length;
            }
        }

        return 0;
    }
}
