namespace Vlm.Evaluation;

/// <summary>
/// The Snowball stemmer for English, also called Porter2 (M. F. Porter, snowballstem.org). METEOR matches words by it. Thread-safe.
/// </summary>
public static class SnowballStemmer
{
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["skis"] = "ski",
        ["skies"] = "sky",
        ["dying"] = "die",
        ["lying"] = "lie",
        ["tying"] = "tie",
        ["idly"] = "idl",
        ["gently"] = "gentl",
        ["ugly"] = "ugli",
        ["early"] = "earli",
        ["only"] = "onli",
        ["singly"] = "singl",
        ["sky"] = "sky",
        ["news"] = "news",
        ["howe"] = "howe",
        ["atlas"] = "atlas",
        ["cosmos"] = "cosmos",
        ["bias"] = "bias",
        ["andes"] = "andes",
    };

    private static readonly string[] Finished = ["inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"];
    private static readonly string[] LongStarts = ["gener", "commun", "arsen"];

    private static readonly (string Suffix, string Replacement)[] Step2 =
    [
        ("ational", "ate"), ("fulness", "ful"), ("iveness", "ive"), ("ization", "ize"), ("ousness", "ous"), ("biliti", "ble"), ("lessli", "less"), ("tional", "tion"),
        ("alism", "al"), ("aliti", "al"), ("ation", "ate"), ("entli", "ent"), ("fulli", "ful"), ("iviti", "ive"), ("ousli", "ous"), ("abli", "able"), ("alli", "al"),
        ("anci", "ance"), ("ator", "ate"), ("enci", "ence"), ("izer", "ize"), ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ];

    private static readonly (string Suffix, string Replacement)[] Step3 =
    [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ative", ""), ("ical", "ic"), ("ness", ""), ("ful", ""),
    ];

    private static readonly string[] Step4 =
        ["ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic"];

    /// <summary>The stem of a word.</summary>
    /// <param name="word">A word in lower case; others are not stemmed as words.</param>
    public static string Stem(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (word.Length <= 2)
        {
            return word;
        }

        if (Exceptions.TryGetValue(word, out string? known))
        {
            return known;
        }

        string w = MarkConsonantY(word[0] == '\'' ? word[1..] : word);
        int r1 = Array.Find(LongStarts, start => w.StartsWith(start, StringComparison.Ordinal)) is { } longStart ? longStart.Length : Region(w, 0);
        int r2 = Region(w, r1);
        w = Plural(Apostrophe(w));
        if (Array.IndexOf(Finished, w) >= 0)
        {
            return w;
        }

        w = Participle(w, r1);
        if (w.Length > 2 && w[^1] is 'y' or 'Y' && !IsVowel(w[^2]))
        {
            w = w[..^1] + 'i';
        }

        return Final(Derived(w, r1, r2), r1, r2).Replace('Y', 'y');
    }

    private static string MarkConsonantY(string word)
    {
        char[] letters = word.ToCharArray();
        for (int i = 0; i < letters.Length; i++)
        {
            if (letters[i] == 'y' && (i == 0 || IsVowel(letters[i - 1])))
            {
                letters[i] = 'Y';
            }
        }

        return new string(letters);
    }

    private static string Apostrophe(string w) =>
        w.EndsWith("'s'", StringComparison.Ordinal) ? w[..^3] : w.EndsWith("'s", StringComparison.Ordinal) ? w[..^2] : w.EndsWith('\'') ? w[..^1] : w;

    private static string Plural(string w)
    {
        if (w.EndsWith("sses", StringComparison.Ordinal))
        {
            return w[..^2];
        }

        if (w.EndsWith("ied", StringComparison.Ordinal) || w.EndsWith("ies", StringComparison.Ordinal))
        {
            return w.Length > 4 ? w[..^2] : w[..^1];
        }

        return !w.EndsWith('s') || w.EndsWith("us", StringComparison.Ordinal) || w.EndsWith("ss", StringComparison.Ordinal) || !HasVowel(w, w.Length - 2) ? w : w[..^1];
    }

    private static string Participle(string w, int r1)
    {
        foreach (string ending in (ReadOnlySpan<string>)["eedly", "ingly", "edly", "eed", "ing", "ed"])
        {
            if (!w.EndsWith(ending, StringComparison.Ordinal))
            {
                continue;
            }

            string stem = w[..^ending.Length];
            if (ending.StartsWith("eed", StringComparison.Ordinal))
            {
                return stem.Length >= r1 ? stem + "ee" : w;
            }

            if (!HasVowel(stem, stem.Length))
            {
                return w;
            }

            if (stem.EndsWith("at", StringComparison.Ordinal) || stem.EndsWith("bl", StringComparison.Ordinal) || stem.EndsWith("iz", StringComparison.Ordinal))
            {
                return stem + 'e';
            }

            bool doubled = stem.Length > 1 && stem[^1] == stem[^2] && "bdfgmnprt".Contains(stem[^1]);
            return doubled ? stem[..^1] : stem.Length <= r1 && EndsShort(stem) ? stem + 'e' : stem;
        }

        return w;
    }

    private static string Derived(string w, int r1, int r2)
    {
        foreach ((string suffix, string replacement) in Step2)
        {
            if (w.EndsWith(suffix, StringComparison.Ordinal))
            {
                int at = w.Length - suffix.Length;
                bool allowed = suffix switch { "ogi" => at > 0 && w[at - 1] == 'l', "li" => at > 0 && "cdeghkmnrt".Contains(w[at - 1]), _ => true };
                w = at >= r1 && allowed ? w[..at] + replacement : w;
                break;
            }
        }

        foreach ((string suffix, string replacement) in Step3)
        {
            if (w.EndsWith(suffix, StringComparison.Ordinal))
            {
                int at = w.Length - suffix.Length;
                return at >= r1 && (suffix != "ative" || at >= r2) ? w[..at] + replacement : w;
            }
        }

        return w;
    }

    private static string Final(string w, int r1, int r2)
    {
        foreach (string suffix in Step4)
        {
            if (w.EndsWith(suffix, StringComparison.Ordinal))
            {
                int at = w.Length - suffix.Length;
                w = at >= r2 && (suffix != "ion" || (at > 0 && w[at - 1] is 's' or 't')) ? w[..at] : w;
                break;
            }
        }

        if (w.EndsWith('e'))
        {
            return w.Length - 1 >= r2 || (w.Length - 1 >= r1 && !EndsShort(w[..^1])) ? w[..^1] : w;
        }

        return w.EndsWith("ll", StringComparison.Ordinal) && w.Length - 1 >= r2 ? w[..^1] : w;
    }

    // Behind the first consonant that follows a vowel.
    private static int Region(string w, int from)
    {
        for (int i = from + 1; i < w.Length; i++)
        {
            if (!IsVowel(w[i]) && IsVowel(w[i - 1]))
            {
                return i + 1;
            }
        }

        return w.Length;
    }

    private static bool EndsShort(string w) => w.Length switch
    {
        < 2 => false,
        2 => IsVowel(w[0]) && !IsVowel(w[1]),
        _ => !IsVowel(w[^3]) && IsVowel(w[^2]) && !IsVowel(w[^1]) && w[^1] is not ('w' or 'x' or 'Y'),
    };

    private static bool HasVowel(string w, int before)
    {
        for (int i = 0; i < before; i++)
        {
            if (IsVowel(w[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
