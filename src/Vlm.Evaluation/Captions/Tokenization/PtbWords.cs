using static Vlm.Evaluation.PtbCharacters;

namespace Vlm.Evaluation;

/// <summary>Words, contractions, words with apostrophes and hyphens. Every member gives the length of a match at the start of the text, 0 for none.</summary>
internal static class PtbWords
{
    private static readonly string[] Assimilated3 = ["cannot", "'twas"];
    private static readonly string[] Assimilated2 = ["'tis", "gonna", "gotta", "lemme", "gimme", "wanna"];
    private static readonly string[] Clitics = ["re", "ve", "ll"];
    private static readonly string[] WholeWords = ["nor'easter", "c'mon", "e'er", "s'mores", "ev'ry", "li'l", "nat'l", "cont'd."];
    private static readonly string[] Dropped = ["dunkin", "somethin", "ol"];

    public static void Offer(ReadOnlySpan<char> text, ref PtbMatch match)
    {
        int word = Word(text);
        char next = word < text.Length ? text[word] : '\0';
        if (word > 0 && (IsSpace(next) || next is '\0' or '\n') && !IsAssimilated(text[..word]))
        {
            match.Offer(word, PtbKind.Word);
            return;
        }

        Assimilations(text, ref match);
        if (word > 0)
        {
            // A word before 's, 'll and the like; the regular expression may also stop short of a joining mark: dog!Bob's.
            int clitic = Clitic(text[word..]);
            match.Offer(clitic > 0 ? word + clitic : 0, word, PtbKind.Word);
        }

        int negated = Negated(text);
        match.Offer(negated > 0 ? negated + Negation(text[negated..]) : 0, negated, PtbKind.Word);
        match.Offer(word, PtbKind.Word);
        match.Offer(WithApostrophe(text), PtbKind.RightQuote);
        if (text.Length > 2 && text[0] is 'y' or 'Y' && IsApostrophe(text[1]) && IsPlainLetter(text[2]))
        {
            match.Offer(3, 2, PtbKind.AsIs);
        }
    }

    /// <summary>'s, 'm, 'd, 're, 've, 'll, n't standing alone, before something that is no letter.</summary>
    public static void OfferClitic(ReadOnlySpan<char> text, bool beforeOther, ref PtbMatch match)
    {
        int clitic = Clitic(text);
        if (clitic > 0 && (!beforeOther || (clitic < text.Length && !char.IsAsciiLetter(text[clitic]))))
        {
            match.Offer(beforeOther ? clitic + 1 : clitic, clitic, PtbKind.RightQuote);
        }

        if (beforeOther)
        {
            match.Offer(Negation(text), PtbKind.RightQuote);
        }
    }

    /// <summary>A letter, then letters and digits, joined by a single stop, question or exclamation mark: file.txt, yes!no.</summary>
    public static int Word(ReadOnlySpan<char> text)
    {
        int i = 0;
        while (i < text.Length && IsLetter(text[i]))
        {
            while (i < text.Length && (IsLetter(text[i]) || IsDigit(text[i])))
            {
                i++;
            }

            if (i + 1 < text.Length && text[i] is '.' or '!' or '?' && IsLetter(text[i + 1]))
            {
                i++;
            }
            else
            {
                break;
            }
        }

        return i;
    }

    /// <summary>Letters and digits joined by hyphens, with d', o', l' before a part: tri-colored, O'Malley.</summary>
    public static int Hyphenated(ReadOnlySpan<char> text)
    {
        int end = 0, i = 0;
        while (true)
        {
            if (i + 2 < text.Length && text[i] is 'd' or 'D' or 'o' or 'O' or 'l' or 'L' && IsWordApostrophe(text[i + 1]) && IsPlainLetterOrDigit(text[i + 2]))
            {
                i += 2;
            }

            int from = i;
            while (i < text.Length && IsPlainLetterOrDigit(text[i]))
            {
                i++;
            }

            if (i == from)
            {
                return end;
            }

            end = i;
            if (i < text.Length && IsHyphen(text[i]))
            {
                i++;
            }
            else
            {
                return end;
            }
        }
    }

    /// <summary>ASCII letters, digits, stops and commas, then parts behind hyphens: well-known, 3.5-inch.</summary>
    public static int HyphenatedNumber(ReadOnlySpan<char> text)
    {
        if (text.Length == 0 || !IsAsciiAlphanumeric(text[0]))
        {
            return 0;
        }

        int i = 1;
        while (i < text.Length && (IsAsciiAlphanumeric(text[i]) || text[i] is '.' or ',' or '\u00AD'))
        {
            i++;
        }

        int end = 0;
        while (i + 1 < text.Length && text[i] == '-')
        {
            int from = ++i;
            while (i < text.Length && (IsAsciiAlphanumeric(text[i]) || text[i] == '\u00AD'))
            {
                i++;
            }

            int acronym = PtbAbbreviations.Acronym(text[from..]);
            if (acronym > 0 && from + acronym < text.Length && text[from + acronym] == '.')
            {
                i = Math.Max(i, from + acronym + 1);
            }

            if (i == from)
            {
                break;
            }

            end = i;
        }

        return end;
    }

    /// <summary>'s, 'm, 'd, 're, 've, 'll.</summary>
    private static int Clitic(ReadOnlySpan<char> text)
    {
        int mark = PtbQuotes.Apostrophe(text);
        if (mark == 0 || mark >= text.Length)
        {
            return 0;
        }

        ReadOnlySpan<char> rest = text[mark..];
        foreach (string clitic in Clitics)
        {
            if (rest.StartsWith(clitic, StringComparison.OrdinalIgnoreCase))
            {
                return mark + 2;
            }
        }

        return rest[0] is 'm' or 's' or 'd' or 'M' or 'S' or 'D' ? mark + 1 : 0;
    }

    private static int Negation(ReadOnlySpan<char> text) =>
        text.Length > 2 && text[0] is 'n' or 'N' && text.Length > 2 && IsWordApostrophe(text[1]) && text[2] is 't' or 'T' ? 3 : 0;

    // The letters before n't: they cannot end in n themselves.
    private static int Negated(ReadOnlySpan<char> text)
    {
        int i = 0;
        while (i < text.Length && (char.IsAsciiLetter(text[i]) || text[i] == '\u00AD'))
        {
            i++;
        }

        return i > 1 && Negation(text[(i - 1)..]) > 0 && text[i - 2] is not ('n' or 'N') ? i - 1 : 0;
    }

    private static int WithApostrophe(ReadOnlySpan<char> text)
    {
        int longest = 0;
        if (IsApostrophe(text[0]))
        {
            ReadOnlySpan<char> rest = text[1..];
            longest = rest switch
            {
                ['n' or 'N', .. var tail] => tail.Length > 0 && IsApostrophe(tail[0]) ? 3 : 2,
                ['e' or 'E', 'm' or 'M', ..] => 3,
                [>= '2' and <= '9', '0', 's' or 'S', ..] => 4,
                _ => 0,
            };
            longest = Math.Max(longest, rest.StartsWith("till", StringComparison.OrdinalIgnoreCase) ? 5 : rest.StartsWith("til", StringComparison.OrdinalIgnoreCase) ? 4 : 0);
            return Math.Max(longest, rest.StartsWith("cause", StringComparison.OrdinalIgnoreCase) ? 6 : 0);
        }

        int letters = 0;
        while (letters < text.Length && IsPlainLetter(text[letters]))
        {
            letters++;
        }

        if (letters == 0 || letters + 1 > text.Length || letters == text.Length || !IsWordApostrophe(text[letters]))
        {
            return 0;
        }

        foreach (string word in WholeWords)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return word.Length;
            }
        }

        if (text.StartsWith("cont'd", StringComparison.OrdinalIgnoreCase))
        {
            return 6;
        }

        bool exact = IsApostrophe(text[letters]);
        if (exact && ((letters == 1 && text[0] is 'l' or 'L' or 'd' or 'D' or 'j' or 'J') || Array.Exists(Dropped, word => word.Length == letters) && IsDropped(text[..letters])))
        {
            longest = letters + 1;
        }

        int after = letters + 1, end = after;
        while (end < text.Length && IsPlainLetter(text[end]))
        {
            end++;
        }

        bool capital = letters == 1 && text[0] is (>= 'A' and <= 'H') or (>= 'J' and <= 'X') or 'Z' or 'n' && end - after >= 2;
        bool french = letters > 1 && "aeiouyAEIOUY".Contains(text[letters - 1]) && after < text.Length && text[after] is 'a' or 'e' or 'i' or 'o' or 'u' or (>= 'A' and <= 'Z');
        return capital || (french && end > after) ? Math.Max(longest, end) : longest;
    }

    private static bool IsDropped(ReadOnlySpan<char> word)
    {
        foreach (string dropped in Dropped)
        {
            if (word.Equals(dropped, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    internal static bool IsAssimilated(ReadOnlySpan<char> word) =>
        word.Length is 5 or 6 && (word[0] | 0x20) is 'c' or 'g' or 'l' or 'w' && (Starting(word, Assimilated3) > 0 || Starting(word, Assimilated2) > 0);

    private static void Assimilations(ReadOnlySpan<char> text, ref PtbMatch match)
    {
        int three = Starting(text, Assimilated3), two = Starting(text, Assimilated2);
        match.Offer(three, three - 3, PtbKind.AsIs);
        match.Offer(two, two - 2, PtbKind.AsIs);
    }

    private static int Starting(ReadOnlySpan<char> text, string[] words)
    {
        foreach (string word in words)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return word.Length;
            }
        }

        return 0;
    }
}
