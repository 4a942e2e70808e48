namespace Vlm.Tokenization;

/// <summary>Split: cuts where a pattern matches, or, inverted, where it does not.</summary>
internal sealed class SplitPreTokenizer(TextPattern pattern, SplitBehavior behavior, bool invert) : CuttingPreTokenizer
{
    [ThreadStatic]
    private static List<(int Start, int End)>? _foundOfThread;
    [ThreadStatic]
    private static MatchList? _matchesOfThread;

    /// <summary>The expression whose matches, and nothing else, are the pieces, where it is one of <see cref="KnownExpressions"/>; otherwise null.</summary>
    public string? KnownWords => (behavior, invert) switch
    {
        (SplitBehavior.Removed, true) => pattern.KnownExpression,
        (SplitBehavior.Isolated, false) when pattern.KnownExpression is KnownExpressions.Gpt2 or KnownExpressions.Llama3 or KnownExpressions.Qwen2 => pattern.KnownExpression,
        _ => null,
    };

    protected override void Cut(PieceBuffer pieces, in Piece piece)
    {
        MatchList matches = _matchesOfThread ??= new MatchList();
        matches.Clear();
        List<(int Start, int End)> found = _foundOfThread ??= [];
        found.Clear();
        pattern.AddMatches(pieces.SpanOf(piece), found);
        foreach ((int start, int end) in found)
        {
            matches.AddMatch(start, end);
        }

        matches.Emit(pieces, piece, behavior, invert);
    }
}
