namespace Vlm.Tokenization;

/// <summary>The components of a tokenizer.json in the order in which a text passes through them. Thread-safe.</summary>
internal sealed class TokenizerPipeline
{
    private readonly AsciiPath? _ascii;

    public TokenizerPipeline(
        AddedVocabulary added, NormalizerChain normalizer, IReadOnlyList<PreTokenizer> preTokenizers, TokenModel model, PostProcessor postProcessor,
        IReadOnlyList<TokenTextDecoder>? decoders, bool withShortWay = true)
    {
        Added = added;
        Normalizer = normalizer;
        PreTokenizers = [.. preTokenizers];
        Model = model;
        PostProcessor = postProcessor;
        Decoders = decoders;
        _ascii = withShortWay ? AsciiPath.TryCreate(this) : null;
    }

    /// <summary>Whether ASCII texts are encoded the short way.</summary>
    public bool HasShortWay => _ascii is not null;

    public AddedVocabulary Added { get; }

    public NormalizerChain Normalizer { get; }

    public PreTokenizer[] PreTokenizers { get; }

    public TokenModel Model { get; }

    public PostProcessor PostProcessor { get; }

    /// <summary>Null where the file has none: tokens are then joined with spaces.</summary>
    public IReadOnlyList<TokenTextDecoder>? Decoders { get; }

    /// <summary>The id of a token; null where neither the added tokens nor the model have it.</summary>
    public int? IdOf(string? token) =>
        token is not null && (Added.TryGetId(token, out int id) || Model.Vocabulary.TryGetId(token, out id)) ? id : null;

    /// <summary>Appends the tokens of a text, without special ones, to the workspace.</summary>
    /// <param name="text">Without lone surrogates.</param>
    /// <param name="workspace">The buffers.</param>
    public void Encode(ReadOnlySpan<char> text, Workspace workspace)
    {
        TokenSink tokens = workspace.Tokens;
        int begin = tokens.Count;
        Effort.Begin(text.Length);
        if (_ascii is null || !_ascii.TryEncode(text, workspace))
        {
            tokens.CutBack(begin);
            Added.InOriginal.Find(text, workspace.Found);
            NormalizeFound(text, workspace);
            EncodePieces(text, workspace, begin);
        }
    }

    /// <summary>Normalizes what stands between the added tokens that were found in the original, and finds those of the normalized text: the first pieces.</summary>
    public void NormalizeFound(ReadOnlySpan<char> text, Workspace workspace)
    {
        PieceBuffer pieces = workspace.Pieces;
        pieces.Clear();
        AlignedText whole = pieces.BeginRewrite();
        foreach ((int start, int length, int id) in workspace.Found)
        {
            int begin = whole.Length;
            if (id >= 0)
            {
                whole.AppendOriginal(text, start, length);
                pieces.Emit(begin, length, start == 0, id);
                continue;
            }

            AlignedText normalizing = workspace.Normalizing;
            normalizing.Clear();
            normalizing.AppendOriginal(text, start, length);
            AlignedText normalized = Normalizer.Apply(normalizing, workspace.Spare);
            whole.Append(normalized, 0, normalized.Length);
            Added.InNormalized.Find(normalized.Span, workspace.FoundInside);
            foreach ((int from, int units, int inside) in workspace.FoundInside)
            {
                pieces.Emit(begin + from, units, start == 0 && from == 0, inside);
            }
        }

        pieces.EndRewrite();
    }

    /// <summary>Cuts the pieces of the workspace further and appends their tokens.</summary>
    /// <param name="text">The original.</param>
    /// <param name="workspace">Holds the pieces.</param>
    /// <param name="begin">The first token of the text.</param>
    public void EncodePieces(ReadOnlySpan<char> text, Workspace workspace, int begin)
    {
        PieceBuffer pieces = workspace.Pieces;
        TokenSink tokens = workspace.Tokens;
        foreach (PreTokenizer step in PreTokenizers)
        {
            step.Apply(pieces);
            Effort.Spend(pieces.Text.Length + pieces.Count);
        }

        for (int i = 0; i < pieces.Count; i++)
        {
            Piece piece = pieces[i];
            int from = tokens.Count;
            tokens.BeginPiece(pieces.Text, piece.Start);
            if (piece.TokenId >= 0)
            {
                tokens.Add(piece.TokenId, 0, piece.Length);
            }
            else
            {
                Model.Tokenize(pieces.SpanOf(piece), tokens);
            }

            TrimOffsets(text, piece.TokenId >= 0 ? pieces.SpanOf(piece) : [], tokens, from, begin);
        }
    }

    /// <summary>Trims the places of the tokens from an index on, where the post-processor asks for it.</summary>
    /// <param name="text">The original.</param>
    /// <param name="spelling">How the text spells an added token; empty for tokens of the model.</param>
    /// <param name="tokens">The tokens.</param>
    /// <param name="from">The first token to trim.</param>
    /// <param name="begin">The first token of the text.</param>
    public void TrimOffsets(ReadOnlySpan<char> text, ReadOnlySpan<char> spelling, TokenSink tokens, int from, int begin)
    {
        for (int i = tokens.WithOffsets && PostProcessor.TrimOffsets ? from : tokens.Count; i < tokens.Count; i++)
        {
            TokenOffset place = tokens.Offsets[i];
            ReadOnlySpan<char> token = spelling.IsEmpty ? Model.Vocabulary.SpanOf(tokens.Ids[i]) : spelling;
            tokens.Offsets[i] = OffsetTrimming.Trim(text, token, place, PostProcessor.AddPrefixSpace && (i == begin || place.Start == 0));
        }
    }
}
