using System.Buffers;

namespace Vlm.Tokenization;

/// <summary>WordPiece: the longest token that begins a word, then the longest that continues it, and so on; a word that cannot be covered is unknown.</summary>
internal sealed class WordPieceModel : TokenModel
{
    private readonly TokenTable _beginnings;
    private readonly TokenTable _continuations;
    private readonly int _unknownId;
    private readonly int _maxInputChars;

    public WordPieceModel(Vocabulary vocabulary, int unknownId, string continuingPrefix, int maxInputChars)
        : base(vocabulary)
    {
        _unknownId = unknownId;
        _maxInputChars = maxInputChars;
        _beginnings = vocabulary.Table;
        _continuations = vocabulary.Continuations(continuingPrefix);
    }

    public override void Tokenize(ReadOnlySpan<char> piece, TokenSink tokens)
    {
        if (TooLong(piece))
        {
            tokens.Add(_unknownId, 0, piece.Length);
            return;
        }

        int limit = Math.Max(_beginnings.LongestKey, _continuations.LongestKey);
        int[]? rented = piece.Length > 128 ? ArrayPool<int>.Shared.Rent(piece.Length * 2) : null;
        Span<int> found = rented ?? stackalloc int[256];
        int count = 0;
        bool covered = true;
        for (int start = 0; start < piece.Length && covered;)
        {
            TokenTable table = start == 0 ? _beginnings : _continuations;
            int length = LongestMatch(table, piece.Slice(start, Math.Min(piece.Length - start, limit)), out int id);
            covered = length > 0;
            if (covered)
            {
                found[count++] = id;
                found[count++] = start + length;
                start += length;
            }
        }

        if (!covered)
        {
            tokens.Add(_unknownId, 0, piece.Length);
        }
        else
        {
            for (int i = 0, start = 0; i < count; start = found[i + 1], i += 2)
            {
                tokens.Add(found[i], start, found[i + 1] - start);
            }
        }

        if (rented is not null)
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    /// <summary>The token of a whole word whose hash is known; false where it must be cut.</summary>
    public bool TryWholeWord(ReadOnlySpan<char> word, uint hash, out int id) => _beginnings.TryGet(word, hash, out id) && !TooLong(word);

    private static int LongestMatch(TokenTable table, ReadOnlySpan<char> text, out int id)
    {
        int longest = 0;
        id = -1;
        uint hash = TokenTable.HashSeed;
        for (int length = 1; length <= text.Length; length++)
        {
            hash = TokenTable.Extend(hash, text[length - 1]);
            if (table.TryGet(text[..length], hash, out int match))
            {
                (longest, id) = (length, match);
            }
        }

        return longest;
    }

    private bool TooLong(ReadOnlySpan<char> piece)
    {
        // The limit counts code points: each low surrogate is one code unit too many.
        int length = piece.Length;
        for (int i = 0; length > _maxInputChars && i < piece.Length; i++)
        {
            length -= char.IsLowSurrogate(piece[i]) ? 1 : 0;
        }

        return length > _maxInputChars;
    }
}
