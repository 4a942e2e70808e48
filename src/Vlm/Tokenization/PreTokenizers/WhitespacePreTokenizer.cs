namespace Vlm.Tokenization;

/// <summary>Whitespace: runs of word characters and runs of everything else that is not white space.</summary>
internal sealed class WhitespacePreTokenizer : CuttingPreTokenizer
{
    protected override void Cut(PieceBuffer pieces, in Piece piece)
    {
        ReadOnlySpan<char> text = pieces.SpanOf(piece);
        int start = 0;
        CharacterClasses run = CharacterClasses.WhiteSpace;
        for (int i = 0; i < text.Length;)
        {
            CharacterClasses here = CharacterTable.Of(CodePointAt(text, i, out int units)) & (CharacterClasses.Word | CharacterClasses.WhiteSpace);
            if (here != run)
            {
                Emit(pieces, piece, start, i, run);
                (start, run) = (i, here);
            }

            i += units;
        }

        Emit(pieces, piece, start, text.Length, run);
    }

    private static void Emit(PieceBuffer pieces, in Piece piece, int start, int end, CharacterClasses run)
    {
        if (run != CharacterClasses.WhiteSpace)
        {
            pieces.EmitPart(piece, start, end - start);
        }
    }
}
