namespace Vlm.Tokenization;

/// <summary>FixedLength: pieces of so many code points each; the last may be shorter.</summary>
internal sealed class FixedLengthPreTokenizer(int length) : CuttingPreTokenizer
{
    protected override void Cut(PieceBuffer pieces, in Piece piece)
    {
        ReadOnlySpan<char> text = pieces.SpanOf(piece);
        int start = 0, count = 0;
        for (int i = 0; i < text.Length;)
        {
            CodePointAt(text, i, out int units);
            i += units;
            if (++count == length)
            {
                pieces.EmitPart(piece, start, i - start);
                (start, count) = (i, 0);
            }
        }

        pieces.EmitPart(piece, start, text.Length - start);
    }
}
