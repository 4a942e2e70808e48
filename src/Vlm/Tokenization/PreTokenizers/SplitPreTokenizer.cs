namespace Vlm.Tokenization;

/// <summary>Split: cuts where a pattern matches, or, inverted, where it does not.</summary>
internal sealed class SplitPreTokenizer(TextPattern pattern, SplitBehavior behavior, bool invert) : CuttingPreTokenizer
{
    [ThreadStatic]
    private static MatchList? _matchesOfThread;

    protected override void Cut(PieceBuffer pieces, in Piece piece)
    {
        MatchList matches = _matchesOfThread ??= new MatchList();
        matches.Clear();
        foreach ((int start, int end) in pattern.Matches(pieces.SpanOf(piece)))
        {
            matches.AddMatch(start, end);
        }

        matches.Emit(pieces, piece, behavior, invert);
    }
}
