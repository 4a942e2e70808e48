namespace Vlm.Tokenization;

/// <summary>The classes of characters that normalizers and pre-tokenizers ask for, as the reference implementation's tables have them.</summary>
[Flags]
internal enum CharacterClasses : ushort
{
    None = 0,
    CleanRemoved = 1 << 0,
    CleanToSpace = 1 << 1,
    Chinese = 1 << 2,
    Punctuation = 1 << 3,
    WhiteSpace = 1 << 4,
    Digit = 1 << 5,
    Accent = 1 << 6,
    Word = 1 << 7,
    Letter = 1 << 8,
    Number = 1 << 9,
    Mark = 1 << 10,
    Upper = 1 << 11,
    Lower = 1 << 12,
    AnyPunctuation = 1 << 13,
    Decimal = 1 << 14,
}

/// <summary>Looks classes up: two array reads a code point.</summary>
internal static class CharacterTable
{
    private const int PageBits = PagedTable.PageBits;
    private static readonly ushort[] Index;
    private static readonly ushort[] Pages;

    static CharacterTable()
    {
        PagedTable table = PagedTable.Parse(EmbeddedTable.Read("character_classes.bin"));
        Index = table.Index;
        Pages = table.Pages;
    }

    public static CharacterClasses Of(int codePoint) =>
        (CharacterClasses)Pages[(Index[codePoint >> PageBits] << PageBits) + (codePoint & ((1 << PageBits) - 1))];

    public static bool Is(int codePoint, CharacterClasses any) => (Of(codePoint) & any) != 0;
}
