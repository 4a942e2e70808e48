namespace Vlm.Tokenization;

/// <summary>The matches inside one piece and the text between them, and how they become pieces.</summary>
internal sealed class MatchList
{
    private readonly List<Segment> _segments = [];
    private int _end;

    public void Clear()
    {
        _segments.Clear();
        _end = 0;
    }

    /// <summary>Adds a match; the text since the last one becomes a segment of its own.</summary>
    public void AddMatch(int start, int end)
    {
        if (start > _end)
        {
            _segments.Add(new Segment(_end, start, false));
        }

        _segments.Add(new Segment(start, end, true));
        _end = end;
    }

    /// <summary>Emits the pieces. <paramref name="invert"/> swaps the matches and what stands between them.</summary>
    public void Emit(PieceBuffer pieces, in Piece piece, SplitBehavior behavior, bool invert)
    {
        if (piece.Length > _end)
        {
            _segments.Add(new Segment(_end, piece.Length, false));
        }

        int start = 0;
        for (int i = 0; i < _segments.Count; i++)
        {
            Segment segment = _segments[i];
            bool match = segment.IsMatch != invert;
            if (behavior == SplitBehavior.Removed && match)
            {
                start = segment.End;
            }
            else if (!JoinsNext(i, match, behavior, invert))
            {
                pieces.EmitPart(piece, start, segment.End - start);
                start = segment.End;
            }
        }
    }

    private bool JoinsNext(int index, bool match, SplitBehavior behavior, bool invert)
    {
        if (index + 1 == _segments.Count)
        {
            return false;
        }

        bool nextMatch = _segments[index + 1].IsMatch != invert;
        return behavior switch
        {
            SplitBehavior.Contiguous => match == nextMatch,
            SplitBehavior.MergedWithPrevious => !match && nextMatch,
            SplitBehavior.MergedWithNext => match && !nextMatch,
            _ => false,
        };
    }

    private readonly record struct Segment(int Start, int End, bool IsMatch);
}
