namespace Vlm.Tokenization;

/// <summary>A step that cuts pieces and leaves their text as it is.</summary>
internal abstract class CuttingPreTokenizer : PreTokenizer
{
    public override void Apply(PieceBuffer pieces)
    {
        for (int i = 0; i < pieces.Count; i++)
        {
            Piece piece = pieces[i];
            if (piece.TokenId >= 0)
            {
                pieces.EmitUnchanged(piece);
            }
            else
            {
                Cut(pieces, piece);
            }
        }

        pieces.EndStep();
    }

    protected abstract void Cut(PieceBuffer pieces, in Piece piece);

    /// <summary>The code point at an index of a text without lone surrogates.</summary>
    protected static int CodePointAt(ReadOnlySpan<char> text, int index, out int units)
    {
        char unit = text[index];
        units = char.IsHighSurrogate(unit) && index + 1 < text.Length ? 2 : 1;
        return units == 2 ? char.ConvertToUtf32(unit, text[index + 1]) : unit;
    }
}
