namespace Vlm.Tokenization;

/// <summary>BertPreTokenizer: white space separates, every punctuation character stands alone.</summary>
internal sealed class BertPreTokenizer : CuttingPreTokenizer
{
    private const CharacterClasses Separators = CharacterClasses.WhiteSpace | CharacterClasses.Punctuation;

    /// <summary>How many code units the word at the beginning of a text has, which is not empty; 0 where white space stands there.</summary>
    public static int NextWord(ReadOnlySpan<char> text)
    {
        CharacterClasses first = CharacterTable.Of(CodePointAt(text, 0, out int length)) & Separators;
        if (first != 0)
        {
            return (first & CharacterClasses.WhiteSpace) != 0 ? 0 : length;
        }

        while (length < text.Length && !CharacterTable.Is(CodePointAt(text, length, out int units), Separators))
        {
            length += units;
        }

        return length;
    }

    protected override void Cut(PieceBuffer pieces, in Piece piece)
    {
        ReadOnlySpan<char> text = pieces.SpanOf(piece);
        for (int at = 0; at < text.Length;)
        {
            int length = NextWord(text[at..]);
            pieces.EmitPart(piece, at, length);
            at += Math.Max(length, 1);
        }
    }
}
