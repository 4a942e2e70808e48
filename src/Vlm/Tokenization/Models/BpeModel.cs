namespace Vlm.Tokenization;

/// <summary>Byte-pair encoding: the characters of a piece, merged pair by pair in the order of the merges.</summary>
internal sealed class BpeModel : TokenModel
{
    [ThreadStatic]
    private static Scratch? _scratchOfThread;
    private readonly MergeTable _merges;
    private readonly BpeSettings _settings;
    private readonly ByteTokens? _bytes;
    private readonly WordCache _cache = new();

    public BpeModel(Vocabulary vocabulary, MergeTable merges, BpeSettings settings)
        : base(vocabulary)
    {
        _merges = merges;
        _settings = settings;
        _bytes = settings.ByteFallback ? new ByteTokens(vocabulary) : null;
    }

    /// <summary>What marks the end of a word in its last token; empty where nothing does.</summary>
    public string EndSuffix => _settings.EndSuffix;

    public override void Tokenize(ReadOnlySpan<char> piece, TokenSink tokens)
    {
        if (_cache.TryAppend(piece, tokens))
        {
            return;
        }

        if (_settings.IgnoreMerges && Vocabulary.TryGetId(piece, out int whole))
        {
            tokens.Add(whole, 0, piece.Length);
            _cache.Offer(piece, [new WordToken(whole, 0, piece.Length)]);
            return;
        }

        Scratch scratch = _scratchOfThread ??= new Scratch();
        BpeWord word = scratch.Word;
        word.Clear();
        AddSymbols(piece, scratch);
        word.MergeAll(_merges);
        foreach (WordToken symbol in word.Symbols)
        {
            tokens.Add(symbol.Id, symbol.Start, symbol.Length);
        }

        _cache.Offer(piece, word.Symbols);
        if (piece.Length > Scratch.LongestKept)
        {
            _scratchOfThread = null;
        }
    }

    private void AddSymbols(ReadOnlySpan<char> piece, Scratch scratch)
    {
        int unknownStart = 0, unknownLength = 0;
        for (int i = 0; i < piece.Length;)
        {
            int units = char.IsHighSurrogate(piece[i]) && i + 1 < piece.Length ? 2 : 1;
            ReadOnlySpan<char> symbol = Dressed(piece.Slice(i, units), i == 0, i + units == piece.Length, scratch);
            if (Vocabulary.TryGetId(symbol, out int id))
            {
                FlushUnknown(scratch.Word, unknownStart, ref unknownLength);
                scratch.Word.Add(id, i, units);
            }
            else if (_bytes is not null && _bytes.TryEncode(symbol, scratch.Bytes))
            {
                foreach (int value in scratch.Bytes)
                {
                    scratch.Word.Add(value, i, units);
                }
            }
            else if (_settings.UnknownId is not null)
            {
                if (!_settings.FuseUnknown)
                {
                    FlushUnknown(scratch.Word, unknownStart, ref unknownLength);
                }

                unknownStart = unknownLength == 0 ? i : unknownStart;
                unknownLength += units;
            }

            i += units;
        }

        FlushUnknown(scratch.Word, unknownStart, ref unknownLength);
    }

    private void FlushUnknown(BpeWord word, int start, ref int length)
    {
        if (length > 0)
        {
            word.Add(_settings.UnknownId!.Value, start, length);
            length = 0;
        }
    }

    /// <summary>A character with the prefix of its place, or its suffix.</summary>
    private ReadOnlySpan<char> Dressed(ReadOnlySpan<char> symbol, bool first, bool last, Scratch scratch)
    {
        string prefix = first ? "" : _settings.ContinuingPrefix, suffix = last ? _settings.EndSuffix : "";
        if (prefix.Length + suffix.Length == 0)
        {
            return symbol;
        }

        int length = prefix.Length + symbol.Length + suffix.Length;
        if (scratch.Symbol.Length < length)
        {
            scratch.Symbol = new char[length];
        }

        Span<char> dressed = scratch.Symbol.AsSpan(0, length);
        prefix.CopyTo(dressed);
        symbol.CopyTo(dressed[prefix.Length..]);
        suffix.CopyTo(dressed[(prefix.Length + symbol.Length)..]);
        return dressed;
    }

    /// <summary>The buffers of one thread.</summary>
    private sealed class Scratch
    {
        public const int LongestKept = 1 << 14;

        public BpeWord Word { get; } = new();

        public List<int> Bytes { get; } = [];

        public char[] Symbol { get; set; } = new char[32];
    }
}
