using System.Collections.Frozen;
using static Vlm.Evaluation.PtbCharacters;

namespace Vlm.Evaluation;

/// <summary>Abbreviations that keep their stop, and acronyms.</summary>
internal static class PtbAbbreviations
{
    private const int Longest = 8;

    /// <summary>Mostly followed by small letters; a capital behind them begins a new sentence, and the stop then counts twice.</summary>
    private static readonly FrozenSet<string> BeforeSmall = Set(
        "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri ala ariz calif colo conn dak del fla ga ind kan kans ky la md mich minn mo mont"
        + " neb nev okla pa penn tenn tex va vt wis wisc wyo inc co cos corp pty ptys ppty pptys ltd plc bancorp dept bhd assn univ intl sys no nos prop ph tel est ext sq ft"
        + " jr sr bros ed.d ph.d blvd rd esq etc al seq Ark Ill Mass Miss Ore Wash");

    /// <summary>Mostly followed by a capital; they do not end sentences.</summary>
    private static readonly FrozenSet<string> BeforeCapital = Set(
        "mr mrs ms dr drs prof profs sen sens rep reps atty attys lt col gen messrs gov govs adm rev maj sgt cpl pvt mt capt st ste ave pres lieut hon brig cmdr comdr pfc spc"
        + " supt supts det vs alex wm jos cie a.k.a cf treas invt elec natl mfg mtg");

    private static readonly FrozenSet<string> BeforeNumber = Set("ca fig figs prop no nos art bldg pp op");
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Small = BeforeSmall.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Capital = BeforeCapital.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Number = BeforeNumber.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Words whose capital says that the acronym before them ended a sentence.</summary>
    private static readonly FrozenSet<string> SentenceStarts = Set(
        "About According Additionally After An A As At But Did During Earlier He Her Here How However If In It Last Many More Mr. Ms. Now Once One Other Our She Since So Some"
        + " Such That The Their Then There These They This We When While What Who Why Yet You");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Starts = SentenceStarts.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly string[] Named = ["canada-u.s", "sino-u.s", "korean-u.s", "eu-u.s", "japan-u.s", "non-u.s", "u.s.-u.k", "u.s.-u.s.s.r"];

    public static void Offer(ReadOnlySpan<char> text, ref PtbMatch match)
    {
        int acronym = Acronym(text);
        bool stopped = acronym > 0 && acronym < text.Length && text[acronym] == '.';
        if (stopped && SentenceStart(text[(acronym + 1)..]) is > 0 and var start)
        {
            match.Offer(acronym + 1 + start, acronym + 1, PtbKind.AbbreviationAndPeriod);
        }

        int length = Abbreviated(text, Number);
        if (length > 0)
        {
            ReadOnlySpan<char> rest = text[length..];
            int space = rest.Length > 0 && IsSpaceOrNewline(rest[0]) ? 1 : 0;
            match.Offer(space < rest.Length && char.IsDigit(rest[space]) ? length + space + 1 : 0, length, PtbKind.AsIs);
        }

        length = Abbreviated(text, Small);
        if (length > 0)
        {
            ReadOnlySpan<char> rest = text[length..];
            bool ends = rest.Length > 1 && IsSpaceOrNewline(rest[0]) && (IsSpaceOrNewline(rest[1]) || char.IsAsciiLetterUpper(rest[1]));
            match.Offer(ends ? length + 2 : 0, length, PtbKind.AbbreviationAndPeriod);
            match.Offer(length, PtbKind.AsIs);
        }

        match.Offer(Abbreviated(text, Capital), PtbKind.AsIs);
        match.Offer(stopped ? acronym + 1 : 0, PtbKind.AsIs);
        match.Offer(text.Length > 1 && text[1] == '.' && char.IsAsciiLetter(text[0]) ? 2 : 0, PtbKind.AsIs);
        match.Offer(acronym > 0 && acronym < text.Length && IsSpaceOrNewline(text[acronym]) ? acronym + 1 : 0, acronym, PtbKind.AsIs);

        // Some abbreviations keep their letters together without a stop, before a space: a.k.a, u.s.
        int word = PtbWords.Word(text);
        match.Offer(word > 0 && word + 1 < text.Length && text[word] == '.' && text[word + 1] is ',' or ';' or ':' or '\u3001' ? word + 2 : 0, word + 1, PtbKind.Word);
    }

    /// <summary>Single letters with stops between: U.S, a.m; and a few named ones.</summary>
    public static int Acronym(ReadOnlySpan<char> text)
    {
        int longest = 0;
        if (text.Length > 0 && char.IsAsciiLetter(text[0]))
        {
            int i = 1;
            while (i + 1 < text.Length && text[i] == '.' && char.IsAsciiLetter(text[i + 1]))
            {
                i += 2;
            }

            longest = i > 1 ? i : 0;
            foreach (string name in Named)
            {
                longest = text.StartsWith(name, StringComparison.OrdinalIgnoreCase) ? Math.Max(longest, name.Length) : longest;
            }
        }

        return longest;
    }

    // The length with its stop; 0 where the text does not begin with one of the set.
    private static int Abbreviated(ReadOnlySpan<char> text, FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> set)
    {
        int longest = 0;
        Span<char> lower = stackalloc char[Longest];
        for (int i = 0; i < text.Length && i <= Longest; i++)
        {
            if (text[i] == '.')
            {
                // Some are found only with the capital that tells them from a common word.
                longest = set.Contains(lower[..i]) || (i > 0 && char.IsAsciiLetterUpper(text[0]) && set.Contains(Capitalized(text[..i], lower[..i]))) ? i + 1 : longest;
            }
            else if (!char.IsAsciiLetter(text[i]))
            {
                break;
            }

            if (i < Longest)
            {
                lower[i] = char.ToLowerInvariant(text[i]);
            }
        }

        return longest;
    }

    private static ReadOnlySpan<char> Capitalized(ReadOnlySpan<char> text, Span<char> lower)
    {
        lower[0] = text[0];
        return lower;
    }

    // White space, one of the words, and white space or the end of a question: the characters looked at.
    private static int SentenceStart(ReadOnlySpan<char> text)
    {
        int space = 0;
        while (space < text.Length && IsSpaceOrNewline(text[space]))
        {
            space++;
        }

        int end = space;
        while (end < text.Length && end - space < 13 && (char.IsAsciiLetter(text[end]) || text[end] == '.'))
        {
            end++;
        }

        return space > 0 && end < text.Length && (IsSpaceOrNewline(text[end]) || text[end] is '?' or '!') && Starts.Contains(text[space..end]) ? end + 1 : 0;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
