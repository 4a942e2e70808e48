namespace Vlm.Tokenization;

/// <summary>Metaspace: spaces become a visible mark that begins words.</summary>
internal sealed class MetaspacePreTokenizer(char mark, PrependScheme scheme, bool cut) : PreTokenizer
{
    public override void Apply(PieceBuffer pieces)
    {
        AlignedText old = pieces.Text, target = pieces.BeginRewrite();
        for (int i = 0; i < pieces.Count; i++)
        {
            Piece piece = pieces[i];
            int begin = target.Length;
            if (piece.TokenId >= 0)
            {
                target.Append(old, piece.Start, piece.Length);
                pieces.Emit(begin, piece.Length, piece.IsFirst, piece.TokenId);
                continue;
            }

            bool marked = old.Span[piece.Start] == mark || old.Span[piece.Start] == ' ';
            if (!marked && (scheme == PrependScheme.Always || (scheme == PrependScheme.First && piece.IsFirst)))
            {
                target.Append(mark, old.Start(piece.Start), old.End(piece.Start));
            }

            int start = begin;
            for (int at = piece.Start; at < piece.Start + piece.Length; at++)
            {
                char unit = old.Span[at] == ' ' ? mark : old.Span[at];
                if (cut && unit == mark && target.Length > start)
                {
                    pieces.Emit(start, target.Length - start, piece.IsFirst && start == begin);
                    start = target.Length;
                }

                target.Append(unit, old.Start(at), old.End(at));
            }

            pieces.Emit(start, target.Length - start, piece.IsFirst && start == begin);
        }

        pieces.EndRewrite();
    }
}
