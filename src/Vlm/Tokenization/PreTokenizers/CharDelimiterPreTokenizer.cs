namespace Vlm.Tokenization;

/// <summary>CharDelimiterSplit: one character separates and goes.</summary>
internal sealed class CharDelimiterPreTokenizer(string delimiter) : CuttingPreTokenizer
{
    protected override void Cut(PieceBuffer pieces, in Piece piece)
    {
        ReadOnlySpan<char> text = pieces.SpanOf(piece);
        int start = 0;
        for (int next; (next = text[start..].IndexOf(delimiter, StringComparison.Ordinal)) >= 0; start += next + delimiter.Length)
        {
            pieces.EmitPart(piece, start, next);
        }

        pieces.EmitPart(piece, start, text.Length - start);
    }
}
