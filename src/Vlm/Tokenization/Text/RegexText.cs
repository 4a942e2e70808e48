namespace Vlm.Tokenization;

/// <summary>
/// A text as a regular expression of the reference sees it: by code points and with the reference's character tables.
/// .NET's expressions work on code units, where a letter above U+FFFF is two surrogates and no letter; so each
/// such code point, and each one that .NET's tables class differently, is shown as one character of the right class.
/// </summary>
internal readonly ref struct RegexText
{
    // Characters of scripts that no tokenizer's expression names, one for each class.
    private const char AnyLetter = '\uA000', AnyUpper = '\u10A0', AnyLower = '\uA64B', AnyNumber = '\u3289', AnyDecimal = '\u0BE6', AnyMark = '\uA823', AnyPunctuation = '\uA874', AnyOther = '\uA490';
    private readonly int[]? _originals;

    private RegexText(ReadOnlySpan<char> span, int[]? originals)
    {
        Span = span;
        _originals = originals;
    }

    public ReadOnlySpan<char> Span { get; }

    public static RegexText Of(ReadOnlySpan<char> text)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return new RegexText(text, null);
        }

        char[] shown = new char[text.Length];
        int[] originals = new int[text.Length + 1];
        int length = 0;
        for (int i = 0; i < text.Length; length++)
        {
            originals[length] = i;
            bool pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length;
            int codePoint = pair ? char.ConvertToUtf32(text[i], text[i + 1]) : text[i];
            shown[length] = Shown(codePoint);
            i += pair ? 2 : 1;
        }

        originals[length] = text.Length;
        return new RegexText(shown.AsSpan(0, length), originals);
    }

    /// <summary>The place in the original text of a place in <see cref="Span"/>.</summary>
    public int Original(int index) => _originals is null ? index : _originals[index];

    private static char Shown(int codePoint)
    {
        CharacterClasses classes = CharacterTable.Of(codePoint);
        if (codePoint < 0x10000 && Agrees((char)codePoint, classes))
        {
            return (char)codePoint;
        }

        return (classes & CharacterClasses.Upper) != 0 ? AnyUpper
            : (classes & CharacterClasses.Lower) != 0 ? AnyLower
            : (classes & CharacterClasses.Letter) != 0 ? AnyLetter
            : (classes & CharacterClasses.Decimal) != 0 ? AnyDecimal
            : (classes & CharacterClasses.Number) != 0 ? AnyNumber
            : (classes & CharacterClasses.Mark) != 0 ? AnyMark
            : (classes & CharacterClasses.AnyPunctuation) != 0 ? AnyPunctuation
            : AnyOther;
    }

    private static bool Agrees(char unit, CharacterClasses classes) =>
        char.IsLetter(unit) == ((classes & CharacterClasses.Letter) != 0)
        && char.IsDigit(unit) == ((classes & CharacterClasses.Decimal) != 0)
        && char.IsNumber(unit) == ((classes & CharacterClasses.Number) != 0)
        && char.IsPunctuation(unit) == ((classes & CharacterClasses.AnyPunctuation) != 0);
}
