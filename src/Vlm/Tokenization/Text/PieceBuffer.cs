namespace Vlm.Tokenization;

/// <summary>The text under way and its pieces. Each step reads the pieces of the step before and emits new ones; buffers are swapped, never made anew.</summary>
internal sealed class PieceBuffer
{
    private Piece[] _pieces = new Piece[64];
    private Piece[] _emitted = new Piece[64];
    private AlignedText _text = new();
    private AlignedText _rewritten = new();
    private int _emittedCount;

    public AlignedText Text => _text;

    public int Count { get; private set; }

    /// <summary>How much memory the buffer holds on to, in code units.</summary>
    public int Capacity => Math.Max(_text.Capacity, _rewritten.Capacity);

    public Piece this[int index] => _pieces[index];

    public ReadOnlySpan<char> SpanOf(in Piece piece) => _text.Span.Slice(piece.Start, piece.Length);

    public void Clear()
    {
        _text.Clear();
        Count = 0;
        _emittedCount = 0;
    }

    /// <summary>Emits a piece of the step under way; an empty text is no piece.</summary>
    public void Emit(int start, int length, bool isFirst, int tokenId = -1)
    {
        if (length == 0 && tokenId < 0)
        {
            return;
        }

        if (_emittedCount == _emitted.Length)
        {
            Array.Resize(ref _emitted, _emittedCount * 2);
        }

        _emitted[_emittedCount++] = new Piece(start, length, tokenId, isFirst);
    }

    /// <summary>Emits a part of a piece, given from the piece's beginning.</summary>
    public void EmitPart(in Piece piece, int start, int length) => Emit(piece.Start + start, length, piece.IsFirst && start == 0);

    public void EmitUnchanged(in Piece piece) => Emit(piece.Start, piece.Length, piece.IsFirst, piece.TokenId);

    /// <summary>The text that a rewriting step fills; it takes the old one's place in <see cref="EndRewrite"/>.</summary>
    public AlignedText BeginRewrite()
    {
        _rewritten.Clear();
        return _rewritten;
    }

    public void EndStep()
    {
        (_pieces, _emitted) = (_emitted, _pieces);
        Count = _emittedCount;
        _emittedCount = 0;
    }

    public void EndRewrite()
    {
        (_text, _rewritten) = (_rewritten, _text);
        EndStep();
    }
}
