namespace Vlm.Tokenization;

/// <summary>
/// Cuts as Llama 3's and Qwen 2's expressions do, which differ in how many digits stand together:
/// (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+
/// </summary>
internal static class LetterNumberWords
{
    // The long s is a small s where case does not matter.
    private const char LongS = '\u017F';

    /// <summary>How many code units the first word of a text has; the text is not empty.</summary>
    public static int Next(ReadOnlySpan<char> text, int mostDigits)
    {
        if (text[0] == '\'' && Contraction(text) is > 0 and int contraction)
        {
            return contraction;
        }

        CharacterClasses first = CharacterRun.KindAt(text, 0, out int units);
        return first switch
        {
            CharacterClasses.Letter => CharacterRun.Length(text, CharacterClasses.Letter),
            CharacterClasses.Number => Digits(text, mostDigits),
            _ when text[0] is not '\r' and not '\n' && IsKind(text, units, CharacterClasses.Letter) => units + CharacterRun.Length(text[units..], CharacterClasses.Letter),
            CharacterClasses.WhiteSpace when text[0] != ' ' || !IsKind(text, 1, CharacterClasses.None) => WhiteSpace(text),
            _ => Marks(text),
        };
    }

    private static int Contraction(ReadOnlySpan<char> text)
    {
        char first = text.Length > 1 ? Lower(text[1]) : '\0', second = text.Length > 2 ? Lower(text[2]) : '\0';
        return first is 's' or 't' or 'm' or 'd' ? 2
            : (first, second) is ('r', 'e') or ('v', 'e') or ('l', 'l') ? 3
            : 0;
    }

    private static char Lower(char unit) => unit == LongS ? 's' : char.IsAsciiLetterUpper(unit) ? (char)(unit | 0x20) : unit;

    private static bool IsKind(ReadOnlySpan<char> text, int index, CharacterClasses kind) =>
        index < text.Length && CharacterRun.KindAt(text, index, out _) == kind;

    private static int Digits(ReadOnlySpan<char> text, int most)
    {
        int length = 0;
        for (int count = 0; count < most && length < text.Length && CharacterRun.KindAt(text, length, out int units) == CharacterClasses.Number; count++)
        {
            length += units;
        }

        return length;
    }

    /// <summary>Neither letters nor numbers, a space before them and the line ends after them included.</summary>
    private static int Marks(ReadOnlySpan<char> text)
    {
        int start = text[0] == ' ' ? 1 : 0;
        int length = start + CharacterRun.Length(text[start..], CharacterClasses.None);
        while (length < text.Length && (text[length] is '\r' or '\n'))
        {
            length++;
        }

        return length;
    }

    /// <summary>Up to the last line end; without one, all but the last, which belongs to the word after it.</summary>
    private static int WhiteSpace(ReadOnlySpan<char> text)
    {
        int length = CharacterRun.Length(text, CharacterClasses.WhiteSpace);
        int lineEnd = text[..length].LastIndexOfAny('\r', '\n');
        return lineEnd >= 0 ? lineEnd + 1 : length == text.Length || length == 1 ? length : length - 1;
    }
}
