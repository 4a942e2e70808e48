namespace Vlm.Evaluation;

/// <summary>
/// Porter's stemmer (1980) with the extensions of NLTK, which rouge-score applies to words of more than three letters. Thread-safe.
/// </summary>
public static class PorterStemmer
{
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["skies"] = "sky",
        ["sky"] = "sky",
        ["dying"] = "die",
        ["lying"] = "lie",
        ["tying"] = "tie",
        ["news"] = "news",
        ["innings"] = "inning",
        ["inning"] = "inning",
        ["outings"] = "outing",
        ["outing"] = "outing",
        ["cannings"] = "canning",
        ["canning"] = "canning",
        ["howe"] = "howe",
        ["proceed"] = "proceed",
        ["exceed"] = "exceed",
        ["succeed"] = "succeed",
    };

    private static readonly (string Suffix, string Replacement)[] Step2 =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"), ("alli", "al"), ("entli", "ent"), ("eli", "e"),
        ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"),
        ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"), ("fulli", "ful"),
    ];

    private static readonly (string Suffix, string Replacement)[] Step3 =
        [("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")];

    private static readonly string[] Step4 =
        ["al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize"];

    /// <summary>The stem of a word.</summary>
    /// <param name="word">A word in lower case.</param>
    public static string Stem(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (Irregular.TryGetValue(word, out string? known))
        {
            return known;
        }

        if (word.Length <= 2)
        {
            return word;
        }

        string w = Participle(Plural(word));
        w = w.Length > 2 && w[^1] == 'y' && IsConsonant(w, w.Length - 2) ? w[..^1] + 'i' : w;
        w = First(Second(w), Step3);
        return Ending(Fourth(w));
    }

    private static string Plural(string w) =>
        Ends(w, "ies") && w.Length == 4 ? w[..^1]
        : Ends(w, "sses") || Ends(w, "ies") ? w[..^2]
        : Ends(w, "ss") || !Ends(w, "s") ? w : w[..^1];

    private static string Participle(string w)
    {
        if (Ends(w, "ied"))
        {
            return w.Length == 4 ? w[..^1] : w[..^2];
        }

        if (Ends(w, "eed"))
        {
            return Measure(w[..^3]) > 0 ? w[..^1] : w;
        }

        string? stem = Ends(w, "ed") && HasVowel(w[..^2]) ? w[..^2] : Ends(w, "ing") && HasVowel(w[..^3]) ? w[..^3] : null;
        if (stem is null)
        {
            return w;
        }

        if (Ends(stem, "at") || Ends(stem, "bl") || Ends(stem, "iz"))
        {
            return stem + 'e';
        }

        if (stem.Length > 1 && stem[^1] == stem[^2] && IsConsonant(stem, stem.Length - 1))
        {
            return stem[^1] is 'l' or 's' or 'z' ? stem : stem[..^1];
        }

        return Measure(stem) == 1 && EndsShort(stem) ? stem + 'e' : stem;
    }

    private static string Second(string w)
    {
        // NLTK goes on from what is left of -alli: nationally, national, nation.
        if (Ends(w, "alli") && Measure(w[..^4]) > 0)
        {
            return Second(w[..^2]);
        }

        foreach ((string suffix, string replacement) in Step2)
        {
            if (Ends(w, suffix))
            {
                return Measure(w[..^suffix.Length]) > 0 ? w[..^suffix.Length] + replacement : w;
            }
        }

        return Ends(w, "logi") && Measure(w[..^3]) > 0 ? w[..^1] : w;
    }

    private static string First(string w, (string Suffix, string Replacement)[] rules)
    {
        foreach ((string suffix, string replacement) in rules)
        {
            if (Ends(w, suffix))
            {
                return Measure(w[..^suffix.Length]) > 0 ? w[..^suffix.Length] + replacement : w;
            }
        }

        return w;
    }

    private static string Fourth(string w)
    {
        foreach (string suffix in Step4)
        {
            if (Ends(w, suffix))
            {
                string stem = w[..^suffix.Length];
                return Measure(stem) > 1 && (suffix != "ion" || (stem.Length > 0 && stem[^1] is 's' or 't')) ? stem : w;
            }
        }

        return w;
    }

    private static string Ending(string w)
    {
        if (Ends(w, "e"))
        {
            string stem = w[..^1];
            int measure = Measure(stem);
            w = measure > 1 || (measure == 1 && !EndsShort(stem)) ? stem : w;
        }

        return Ends(w, "ll") && Measure(w[..^1]) > 1 ? w[..^1] : w;
    }

    private static bool Ends(string w, string suffix) => w.EndsWith(suffix, StringComparison.Ordinal);

    private static bool IsConsonant(string w, int i) => w[i] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => false,
        'y' => i == 0 || !IsConsonant(w, i - 1),
        _ => true,
    };

    private static bool HasVowel(string stem) => Enumerable.Range(0, stem.Length).Any(i => !IsConsonant(stem, i));

    // How many times a vowel is followed by a consonant.
    private static int Measure(string stem)
    {
        int count = 0;
        for (int i = 1; i < stem.Length; i++)
        {
            count += IsConsonant(stem, i) && !IsConsonant(stem, i - 1) ? 1 : 0;
        }

        return count;
    }

    private static bool EndsShort(string w) =>
        (w.Length >= 3 && IsConsonant(w, w.Length - 3) && !IsConsonant(w, w.Length - 2) && IsConsonant(w, w.Length - 1) && w[^1] is not ('w' or 'x' or 'y'))
        || (w.Length == 2 && !IsConsonant(w, 0) && IsConsonant(w, 1));
}
