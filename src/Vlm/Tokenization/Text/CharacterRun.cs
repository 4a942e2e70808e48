namespace Vlm.Tokenization;

/// <summary>Runs of letters, of numbers, of white space, or of everything else: what the expressions of byte-level tokenizers are made of.</summary>
internal static class CharacterRun
{
    private const CharacterClasses Classes = CharacterClasses.Letter | CharacterClasses.Number | CharacterClasses.WhiteSpace;
    private const int AsciiEnd = 0x80;
    private static readonly CharacterClasses[] Ascii = ClassesOfAscii();

    private static CharacterClasses[] ClassesOfAscii()
    {
        CharacterClasses[] classes = new CharacterClasses[AsciiEnd];
        for (int unit = 0; unit < classes.Length; unit++)
        {
            classes[unit] = CharacterTable.Of(unit) & Classes;
        }

        return classes;
    }

    /// <summary>How many code units at the beginning of a text are of one kind; no kind at all stands for everything else.</summary>
    public static int Length(ReadOnlySpan<char> text, CharacterClasses kind)
    {
        CharacterClasses[] ascii = Ascii;
        int length = 0;
        while (true)
        {
            while (length < text.Length && text[length] < (uint)ascii.Length && ascii[text[length]] == kind)
            {
                length++;
            }

            if (length == text.Length || text[length] < AsciiEnd || KindAt(text, length, out int units) != kind)
            {
                return length;
            }

            length += units;
        }
    }

    /// <summary>The kind of the code point at an index, and how many code units it has. The text has no lone surrogates.</summary>
    public static CharacterClasses KindAt(ReadOnlySpan<char> text, int index, out int units)
    {
        char unit = text[index];
        units = 1;
        if (unit < AsciiEnd)
        {
            return Ascii[unit];
        }

        units = char.IsHighSurrogate(unit) && index + 1 < text.Length ? 2 : 1;
        return CharacterTable.Of(units == 2 ? char.ConvertToUtf32(unit, text[index + 1]) : unit) & Classes;
    }
}
