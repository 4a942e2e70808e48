using System.Buffers;

namespace Vlm.Tokenization;

/// <summary>WordPiece: the longest token that begins a word, then the longest that continues it, and so on; a word that cannot be covered is unknown.</summary>
internal sealed class WordPieceModel : TokenModel
{
    private const int MostOnStack = 64;
    private readonly WordCache _cache = new();
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
        if (_cache.TryAppend(piece, tokens))
        {
            return;
        }

        WordToken[]? rented = piece.Length > MostOnStack ? ArrayPool<WordToken>.Shared.Rent(piece.Length) : null;
        Span<WordToken> found = rented ?? stackalloc WordToken[MostOnStack];
        int count = TooLong(piece) ? 0 : Cover(piece, found);
        if (count == 0)
        {
            found[count++] = new WordToken(_unknownId, 0, piece.Length);
        }

        found = found[..count];
        foreach (WordToken token in found)
        {
            tokens.Add(token.Id, token.Start, token.Length);
        }

        _cache.Offer(piece, found);
        if (rented is not null)
        {
            ArrayPool<WordToken>.Shared.Return(rented);
        }
    }

    /// <summary>Covers a word with tokens and returns their number; 0 where they cannot cover it.</summary>
    private int Cover(ReadOnlySpan<char> piece, Span<WordToken> found)
    {
        int count = 0;
        for (int start = 0; start < piece.Length;)
        {
            TokenTable table = start == 0 ? _beginnings : _continuations;
            ReadOnlySpan<char> rest = piece.Slice(start, Math.Min(piece.Length - start, table.LongestKey));
            if (piece.Length > MostOnStack)
            {
                Effort.Spend(Effort.LookupStep * (long)rest.Length);
            }

            int length = LongestMatch(table, rest, out int id);
            if (length == 0)
            {
                return 0;
            }

            found[count++] = new WordToken(id, start, length);
            start += length;
        }

        return count;
    }

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
