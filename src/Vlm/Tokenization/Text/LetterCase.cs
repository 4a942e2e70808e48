using System.Text;

namespace Vlm.Tokenization;

/// <summary>Lower case, each code point alone: a capital sigma at the end of a word becomes the ordinary small one, as in the reference.</summary>
internal static class LetterCase
{
    /// <summary>The only code point whose lower case has two: capital I with dot above becomes i and a combining dot.</summary>
    public const int DottedCapitalI = 0x130;

    public const int CombiningDotAbove = 0x307;

    public static int Lower(int codePoint) =>
        codePoint < 0x80 ? (uint)(codePoint - 'A') <= 'Z' - 'A' ? codePoint | 0x20 : codePoint
        : codePoint == DottedCapitalI ? 'i'
        : Rune.ToLowerInvariant(new Rune(codePoint)).Value;
}
