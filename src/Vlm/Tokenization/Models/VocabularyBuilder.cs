namespace Vlm.Tokenization;

/// <summary>Collects tokens and their ids: all texts in one pool, no string for each.</summary>
internal sealed class VocabularyBuilder(int expected)
{
    private const int UsualLength = 8;
    private char[] _pool = new char[Math.Max(256, expected * UsualLength)];
    private int[] _ends = new int[Math.Max(16, expected)];
    private int[] _ids = new int[Math.Max(16, expected)];
    private int _poolLength;

    public int Count { get; private set; }

    /// <summary>Room for the next token's text, to be filled and then committed.</summary>
    public Span<char> Reserve(int length)
    {
        if (_pool.Length - _poolLength < length)
        {
            Array.Resize(ref _pool, Math.Max(_pool.Length * 2, _poolLength + length));
        }

        return _pool.AsSpan(_poolLength);
    }

    /// <summary>Takes what was written into the reserved room as a token.</summary>
    public void Commit(int length, int id)
    {
        if (Count == _ids.Length)
        {
            Array.Resize(ref _ends, Count * 2);
            Array.Resize(ref _ids, Count * 2);
        }

        _poolLength += length;
        _ends[Count] = _poolLength;
        _ids[Count++] = id;
    }

    public void Add(ReadOnlySpan<char> token, int id)
    {
        token.CopyTo(Reserve(token.Length));
        Commit(token.Length, id);
    }

    public Vocabulary Build() => new(_pool, _ends.AsSpan(0, Count), _ids.AsSpan(0, Count));
}
