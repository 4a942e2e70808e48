namespace Vlm.Tokenization;

/// <summary>WhitespaceSplit, Punctuation and Digits: every character of a class is a match.</summary>
internal sealed class ClassPreTokenizer(CharacterClasses classes, SplitBehavior behavior) : CuttingPreTokenizer
{
    [ThreadStatic]
    private static MatchList? _matchesOfThread;

    protected override void Cut(PieceBuffer pieces, in Piece piece)
    {
        MatchList matches = _matchesOfThread ??= new MatchList();
        matches.Clear();
        ReadOnlySpan<char> text = pieces.SpanOf(piece);
        for (int i = 0; i < text.Length;)
        {
            bool match = CharacterTable.Is(CodePointAt(text, i, out int units), classes);
            if (match)
            {
                matches.AddMatch(i, i + units);
            }

            i += units;
        }

        matches.Emit(pieces, piece, behavior, invert: false);
    }
}
