namespace Vlm.Tokenization;

/// <summary>Collects the tokens of one call and, where they are asked for, their places in the original.</summary>
internal sealed class TokenSink
{
    private int[] _ids = new int[256];
    private TokenOffset[] _offsets = new TokenOffset[256];
    private AlignedText? _text;
    private int _pieceStart;

    public int Count { get; private set; }

    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, Count);

    /// <summary>The places; only where <see cref="Begin"/> was told to collect them.</summary>
    public Span<TokenOffset> Offsets => _offsets.AsSpan(0, Count);

    public int Capacity => _ids.Length;

    /// <summary>Whether places are collected.</summary>
    public bool WithOffsets { get; private set; }

    /// <summary>Forgets all tokens.</summary>
    public void Begin(bool withOffsets)
    {
        Count = 0;
        WithOffsets = withOffsets;
    }

    /// <summary>Says which piece the following tokens belong to.</summary>
    public void BeginPiece(AlignedText text, int pieceStart)
    {
        _text = text;
        _pieceStart = pieceStart;
    }

    /// <summary>Says that the following tokens belong to a piece of the original itself.</summary>
    public void BeginOriginalPiece(int pieceStart)
    {
        _text = null;
        _pieceStart = pieceStart;
    }

    /// <summary>Takes back the tokens from an index on.</summary>
    public void CutBack(int count) => Count = count;

    /// <summary>Adds a token that covers a part of the piece, given from its beginning.</summary>
    public void Add(int id, int start, int length)
    {
        if (Count == _ids.Length)
        {
            Grow();
        }

        if (WithOffsets)
        {
            _offsets[Count] = PlaceOf(start, length);
        }

        _ids[Count++] = id;
    }

    /// <summary>Adds the tokens of a word that is the piece.</summary>
    public void Add(in WordEntry word)
    {
        if (_ids.Length - Count < WordEntry.MostTokens)
        {
            Grow();
        }

        word.Ids.CopyTo(_ids.AsSpan(Count));
        if (WithOffsets)
        {
            for (int i = 0; i < word.Count; i++)
            {
                (int start, int length) = word.Place(i);
                _offsets[Count + i] = PlaceOf(start, length);
            }
        }

        Count += word.Count;
    }

    private TokenOffset PlaceOf(int start, int length)
    {
        int first = _pieceStart + start;
        return length == 0 ? default
            : _text is null ? new TokenOffset(first, first + length)
            : new TokenOffset(_text.Start(first), _text.End(first + length - 1));
    }

    private void Grow()
    {
        Array.Resize(ref _ids, _ids.Length * 2);
        Array.Resize(ref _offsets, _ids.Length);
    }
}
