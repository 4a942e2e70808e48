namespace Vlm.Tokenization;

/// <summary>Collects the tokens of one text, with their places in the original.</summary>
internal sealed class TokenSink
{
    private int[] _ids = new int[256];
    private TokenOffset[] _offsets = new TokenOffset[256];
    private AlignedText? _text;
    private int _pieceStart;

    public int Count { get; private set; }

    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, Count);

    public Span<TokenOffset> Offsets => _offsets.AsSpan(0, Count);

    public int Capacity => _ids.Length;

    public void Clear() => Count = 0;

    /// <summary>Says which piece the following tokens belong to.</summary>
    public void BeginPiece(AlignedText text, int pieceStart)
    {
        _text = text;
        _pieceStart = pieceStart;
    }

    /// <summary>Says that nobody asks for places until the next piece begins.</summary>
    public void BeginPiecesWithoutPlaces() => _text = null;

    /// <summary>Takes back the tokens from an index on.</summary>
    public void CutBack(int count) => Count = count;

    /// <summary>Adds a token that covers a part of the piece, given from its beginning.</summary>
    public void Add(int id, int start, int length)
    {
        int first = _pieceStart + start;
        Add(id, length == 0 || _text is null ? default : new TokenOffset(_text.Start(first), _text.End(first + length - 1)));
    }

    /// <summary>Adds a token without a place; for callers that want ids only.</summary>
    public void Add(int id) => Add(id, default);

    private void Add(int id, TokenOffset offset)
    {
        if (Count == _ids.Length)
        {
            Array.Resize(ref _ids, Count * 2);
            Array.Resize(ref _offsets, Count * 2);
        }

        _ids[Count] = id;
        _offsets[Count++] = offset;
    }
}
