namespace Vlm.Tokenization;

/// <summary>A tokenizer made of the components of a tokenizer.json, with its folder's lengths and padding.</summary>
internal sealed class PipelineTokenizer : ITokenizer
{
    private readonly TokenizerPipeline _pipeline;
    private readonly TruncationSettings? _truncation;
    private readonly PaddingSettings _padding;
    private readonly bool _cleanSpaces;
    private readonly string _wordEnd;

    /// <param name="pipeline">The components.</param>
    /// <param name="truncation">Null where texts are not cut.</param>
    /// <param name="padding">How rows come to one length.</param>
    /// <param name="cleanSpaces">Whether spaces before punctuation go from decoded texts.</param>
    /// <param name="wordEnd">The mark of a word's end that becomes a space in decoded texts; empty for none.</param>
    public PipelineTokenizer(TokenizerPipeline pipeline, TruncationSettings? truncation, PaddingSettings padding, bool cleanSpaces, string wordEnd = "")
    {
        _pipeline = pipeline;
        _truncation = truncation;
        _padding = padding;
        _cleanSpaces = cleanSpaces;
        _wordEnd = wordEnd;
        VocabularySize = pipeline.Model.Vocabulary.Count + pipeline.Added.Ids.Count(id => pipeline.Model.Vocabulary.TokenOf(id) is null);
    }

    public int VocabularySize { get; }

    public int? MaxLength => _truncation?.MaxLength;

    public TokenIds Encode(IReadOnlyList<string> texts, TokenizerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        options ??= TokenizerOptions.Default;
        IReadOnlyList<string>? pairs = options.TextPairs;
        if (pairs is not null && pairs.Count != texts.Count)
        {
            throw new InvalidInputException($"{texts.Count} texts came with {pairs.Count} second texts; expected one for each, or none at all.");
        }

        TruncationSettings? truncation = TruncationOf(options);
        Workspace workspace = Workspace.Take();
        BatchLayout layout = new(workspace.Tokens, _pipeline.PostProcessor.Template, options.AddSpecialTokens, texts.Count);
        workspace.Tokens.Begin(options.IncludeOffsets);
        for (int i = 0; i < texts.Count; i++)
        {
            try
            {
                int first = Append(texts[i], workspace);
                int? second = pairs is null ? null : Append(pairs[i], workspace);
                layout.Add(first, second, truncation);
            }
            catch (InvalidInputException e) when (texts.Count > 1)
            {
                throw e.AtIndex(i);
            }
        }

        TokenIds ids = layout.Write(PaddingOf(options, truncation), options.IncludeOffsets);
        workspace.Return();
        return ids;
    }

    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = true)
    {
        List<string> tokens = new(ids.Length);
        foreach (int id in ids)
        {
            if (IdToToken(id) is { } token && !(skipSpecialTokens && _pipeline.Added.IsSpecial(token)))
            {
                tokens.Add(token);
            }
        }

        if (_pipeline.Decoders is null)
        {
            return Cleaned(string.Join(' ', tokens));
        }

        foreach (TokenTextDecoder step in _pipeline.Decoders)
        {
            step.Apply(tokens);
        }

        return Cleaned(string.Concat(tokens));
    }

    public int? TokenToId(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return _pipeline.IdOf(token);
    }

    public string? IdToToken(int id) => _pipeline.Added.TokenOf(id) ?? _pipeline.Model.Vocabulary.TokenOf(id);

    private int Append(string text, Workspace workspace)
    {
        ArgumentNullException.ThrowIfNull(text);
        int before = workspace.Tokens.Count;
        _pipeline.Encode(InputText.Check(text), workspace);
        return workspace.Tokens.Count - before;
    }

    private TruncationSettings? TruncationOf(TokenizerOptions options)
    {
        if (options.MaxLength is < 1)
        {
            throw new InvalidInputException($"TokenizerOptions.MaxLength is {options.MaxLength}; expected 1 or more, or null for the tokenizer's own.");
        }

        return !options.Truncate ? null
            : options.MaxLength is { } length ? (_truncation ?? new TruncationSettings { MaxLength = length }) with { MaxLength = length }
            : _truncation;
    }

    private PaddingSettings PaddingOf(TokenizerOptions options, TruncationSettings? truncation)
    {
        if (options.PadToMaxLength is not { } toMax)
        {
            return _padding;
        }

        int? length = options.MaxLength ?? truncation?.MaxLength ?? MaxLength;
        return toMax && length is null
            ? throw new InvalidInputException("TokenizerOptions.PadToMaxLength is set, but neither the options nor the tokenizer have a greatest length; set TokenizerOptions.MaxLength.")
            : _padding with { FixedLength = toMax ? length : null };
    }

    private string Cleaned(string text)
    {
        string words = _wordEnd.Length > 0 ? text.Replace(_wordEnd, " ", StringComparison.Ordinal).Trim() : text;
        return _cleanSpaces ? SpaceCleanup.InText(words) : words;
    }
}
