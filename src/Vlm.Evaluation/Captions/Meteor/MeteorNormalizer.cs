using System.Collections.Frozen;
using System.Text;

namespace Vlm.Evaluation;

/// <summary>
/// METEOR 1.5's own normalisation for English with punctuation kept (its option -norm). It runs over tokens that were tokenised before,
/// and divides some of them again: tri-colored is two words here.
/// </summary>
internal static class MeteorNormalizer
{
    // Stands for the stops of an ellipsis while single stops are looked at; no text holds this noncharacter.
    private const char Stop = '\uFFFF';

    private static readonly FrozenSet<string> Prefixes = string.Join(' ', Enumerable.Range('A', 26).Select(c => (char)c)).Split(' ').Concat((
        "Adj Adm Adv Asst Bart Bldg Brig Bros Capt Cmdr Col Comdr Con Corp Cpl DR Dr Drs Ens Gen Gov Hon Hr Hosp Insp Lt MM MR MRS MS Maj Messrs Mlle Mme Mr Mrs Ms Msgr Op Ord"
        + " Pfc Ph Prof Pvt Rep Reps Res Rev Rt Sen Sens Sfc Sgt Sr St Supt Surg v vs i.e rev e.g Nos Nr").Split(' ')).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> BeforeNumbers = "No Art pp".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The words of a line.</summary>
    public static string[] Words(string line)
    {
        StringBuilder text = new(line.Length + 16);
        SetApart(line, text);
        string spaced = Commas(Dots(text.ToString()));
        spaced = spaced.Replace("`", "'").Replace('\u2018', '\'').Replace('\u2019', '\'').Replace("''", " \" ").Replace("\u201C", " \" ").Replace("\u201D", " \" ");
        spaced = Hyphens(spaced.Replace('\u2013', '-').Replace("--", "-"));
        string[] words = Stops(Apostrophes(spaced).Split([' ', '\t', '\n', '\u000B', '\f', '\r'], StringSplitOptions.RemoveEmptyEntries));
        return LowerWords(words);
    }

    private static void SetApart(string line, StringBuilder text)
    {
        text.Append(' ');
        foreach (Rune rune in line.EnumerateRunes())
        {
            bool plain = rune.IsBmp && (IsLetterOrDigit((char)rune.Value) || IsAsciiSpace((char)rune.Value) || (char)rune.Value is '.' or '\'' or '`' or ',' or '-' or '\u2018' or '\u2019');
            text.Append(plain ? "" : " ").Append(rune.ToString()).Append(plain ? "" : " ");
        }

        text.Append(' ');
    }

    private static string Dots(string text)
    {
        StringBuilder result = new(text.Length);
        for (int i = 0; i < text.Length;)
        {
            int run = 0;
            while (i + run < text.Length && text[i + run] == '.')
            {
                run++;
            }

            if (run > 1)
            {
                result.Append(' ').Append(Stop, run).Append(' ');
                i += run;
            }
            else
            {
                result.Append(text[i++]);
            }
        }

        return result.ToString();
    }

    private static string Commas(string text)
    {
        StringBuilder result = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            bool apart = text[i] == ',' && !(char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]));
            result.Append(apart ? " , " : text[i].ToString());
        }

        return result.ToString();
    }

    private static string Hyphens(string text) =>
        Pass(text, '-', before => IsLetterOrDigit(before) || before == '.', IsLetterOrDigit, " ");

    private static string Apostrophes(string text)
    {
        text = Pass(text, '\'', before => !IsLetter(before), after => !IsLetter(after), " ' ");
        text = Pass(text, '\'', before => !IsLetterOrDigit(before), IsLetter, " ' ");
        text = Pass(text, '\'', IsLetter, after => !IsLetter(after), " ' ");
        text = Pass(text, '\'', IsLetter, IsLetter, " '");
        return Pass(text, '\'', char.IsAsciiDigit, after => after == 's', " '");
    }

    // One pass from the left: a match takes the mark and both its neighbours, which no later match looks at again.
    private static string Pass(string text, char mark, Func<char, bool> before, Func<char, bool> after, string replacement)
    {
        if (!text.Contains(mark))
        {
            return text;
        }

        StringBuilder result = new(text.Length + 8);
        int taken = 0;
        for (int i = 1; i + 1 < text.Length; i++)
        {
            if (text[i] == mark && i - 1 >= taken && before(text[i - 1]) && after(text[i + 1]))
            {
                result.Append(text, taken, i - taken).Append(replacement).Append(text[i + 1]);
                taken = i + 2;
            }
        }

        return result.Append(text, taken, text.Length - taken).ToString();
    }

    private static string[] Stops(string[] tokens)
    {
        List<string> words = new(tokens.Length + 2);
        for (int i = 0; i < tokens.Length; i++)
        {
            string token = tokens[i];
            if (token.Length < 2 || token[^1] != '.')
            {
                words.Add(token);
                continue;
            }

            string rest = token[..^1], next = i + 1 < tokens.Length ? tokens[i + 1] : "";
            if (rest.Contains('.') && rest.Any(IsLetter))
            {
                words.Add(token.Replace(".", ""));
            }
            else if (Prefixes.Contains(rest) || (next.Length > 0 && char.IsAsciiLetterLower(next[0])) || (BeforeNumbers.Contains(rest) && next.Length > 0 && char.IsAsciiDigit(next[0])))
            {
                words.Add(token);
            }
            else
            {
                words.Add(rest);
                words.Add(".");
            }
        }

        return [.. words];
    }

    private static string[] LowerWords(string[] words)
    {
        using TextBuffer lower = new();
        List<string> result = new(words.Length);
        foreach (string word in words)
        {
            lower.Length = 0;
            LowerCase.Append(word.Replace(Stop, '.'), lower);

            // Spaces beyond ASCII divide words too, once they are one space.
            foreach (string part in lower.Text.ToString().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))
            {
                result.Add(part);
            }
        }

        return [.. result];
    }

    private static bool IsLetter(char c) => c < 128 ? char.IsAsciiLetter(c)
        : c is '\u0160' or '\u0161' or '\u017D' or '\u017E' or '\u0178' or (>= '\u00C0' and <= '\u00D6') or (>= '\u00D8' and <= '\u00F6') or (>= '\u00F8' and <= '\u017E')
            or (>= '\u0400' and <= '\u052F') or (>= '\u1D00' and <= '\u1D7F') or (>= '\u2DE0' and <= '\u2DFF') or (>= '\uA640' and <= '\uA69F');

    private static bool IsLetterOrDigit(char c) => IsLetter(c) || char.IsAsciiDigit(c);

    private static bool IsAsciiSpace(char c) => c is ' ' or (>= '\t' and <= '\r');
}
