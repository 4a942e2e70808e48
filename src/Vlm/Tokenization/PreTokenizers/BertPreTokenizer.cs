namespace Vlm.Tokenization;

/// <summary>BertPreTokenizer: white space separates, every punctuation character stands alone.</summary>
internal sealed class BertPreTokenizer : CuttingPreTokenizer
{
    protected override void Cut(PieceBuffer pieces, in Piece piece)
    {
        ReadOnlySpan<char> text = pieces.SpanOf(piece);
        int start = 0;
        for (int i = 0; i < text.Length;)
        {
            CharacterClasses classes = CharacterTable.Of(CodePointAt(text, i, out int units));
            if ((classes & (CharacterClasses.WhiteSpace | CharacterClasses.Punctuation)) != 0)
            {
                pieces.EmitPart(piece, start, i - start);
                if ((classes & CharacterClasses.Punctuation) != 0)
                {
                    pieces.EmitPart(piece, i, units);
                }

                start = i + units;
            }

            i += units;
        }

        pieces.EmitPart(piece, start, text.Length - start);
    }
}
