using System.Collections.ObjectModel;
using System.Numerics;

namespace Vlm.Tokenization;

/// <summary>A tokenizer made of the components of a tokenizer.json, with its folder's lengths and padding.</summary>
internal sealed class PipelineTokenizer : ITokenizer
{
    private readonly TokenizerPipeline _pipeline;
    private readonly LengthRules _lengths;
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
        _lengths = new LengthRules(truncation, padding);
        _cleanSpaces = cleanSpaces;
        _wordEnd = wordEnd;
        VocabularySize = pipeline.Model.Vocabulary.Count;
        foreach (int id in pipeline.Added.Ids)
        {
            VocabularySize += pipeline.Model.Vocabulary.Has(id) ? 0 : 1;
        }

        SpecialTokens = new ReadOnlyDictionary<string, int>(pipeline.Added.Special);
    }

    public int VocabularySize { get; }

    public int? MaxLength => _lengths.Truncation?.MaxLength;

    public IReadOnlyDictionary<string, int> SpecialTokens { get; }

    public bool RevisesText => _cleanSpaces;

    public TokenIds Encode(IReadOnlyList<string> texts, TokenizerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        options ??= TokenizerOptions.Default;
        IReadOnlyList<string>? pairs = options.TextPairs;
        if (pairs is not null && pairs.Count != texts.Count)
        {
            throw new InvalidInputException($"{texts.Count} texts came with {pairs.Count} second texts; expected one for each, or none at all.");
        }

        TruncationSettings? truncation = _lengths.TruncationOf(options);
        PaddingSettings padding = _lengths.PaddingOf(options);
        Workspace workspace = Begin(options.IncludeOffsets);
        for (int i = 0; i < texts.Count; i++)
        {
            ArgumentNullException.ThrowIfNull(texts[i]);
            ArgumentNullException.ThrowIfNull(pairs is null ? "" : pairs[i]);
            try
            {
                Plan(i, texts[i], pairs is null ? default : pairs[i], pairs is not null, workspace, options, truncation, options.IncludeOverflow);
            }
            catch (InvalidInputException e) when (texts.Count > 1)
            {
                throw e.AtIndex(i);
            }
        }

        TokenIds ids = TokenBatch.Write(workspace, Writer(workspace, options, padding), padding, options);
        workspace.Return();
        return ids;
    }

    public bool TryEncode<T>(ReadOnlySpan<char> text, TokenSpans<T> destination, out TokenRow row, TokenizerOptions? options = null)
        where T : unmanaged, IBinaryInteger<T> => TryEncode(text, default, isPair: false, destination, out row, options);

    public bool TryEncodePair<T>(ReadOnlySpan<char> text, ReadOnlySpan<char> pair, TokenSpans<T> destination, out TokenRow row, TokenizerOptions? options = null)
        where T : unmanaged, IBinaryInteger<T> => TryEncode(text, pair, isPair: true, destination, out row, options);

    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = true) => Decode(ids, skipSpecialTokens, null);

    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens, bool? cleanUpSpaces)
    {
        List<string> tokens = new(ids.Length);
        int length = 0;
        foreach (int id in ids)
        {
            if (IdToToken(id) is { } token && !(skipSpecialTokens && _pipeline.Added.IsSpecial(token)))
            {
                tokens.Add(token);
                length += token.Length;
            }
        }

        Effort.Begin(length);

        foreach (TokenTextDecoder step in _pipeline.Decoders ?? [])
        {
            step.Apply(tokens);
        }

        string text = _pipeline.Decoders is null ? string.Join(' ', tokens) : string.Concat(tokens);
        string words = _wordEnd.Length > 0 ? text.Replace(_wordEnd, " ", StringComparison.Ordinal).Trim() : text;
        return cleanUpSpaces ?? _cleanSpaces ? SpaceCleanup.InText(words) : words;
    }

    public byte[]? TokenBytes(int id) =>
        IdToToken(id) is not { } token || _pipeline.Added.IsSpecial(token) ? null
        : SpelledBytes.Of(token, _wordEnd.Length > 0 ? null : _pipeline.Decoders);

    public int? TokenToId(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return _pipeline.IdOf(token);
    }

    public string? IdToToken(int id) => _pipeline.Added.TokenOf(id) ?? _pipeline.Model.Vocabulary.TokenOf(id);

    private static Workspace Begin(bool withOffsets)
    {
        Workspace workspace = Workspace.Take();
        workspace.Tokens.Begin(withOffsets);
        workspace.Rows.Clear();
        return workspace;
    }

    private bool TryEncode<T>(ReadOnlySpan<char> text, ReadOnlySpan<char> pair, bool isPair, TokenSpans<T> destination, out TokenRow row, TokenizerOptions? options)
        where T : unmanaged, IBinaryInteger<T>
    {
        options ??= TokenizerOptions.Default;
        if (options.TextPairs is not null)
        {
            throw new InvalidInputException("TokenizerOptions.TextPairs is for batches; give the second text as an argument of its own.");
        }

        PaddingSettings padding = _lengths.PaddingOf(options);
        Workspace workspace = Begin(!destination.Offsets.IsEmpty);
        Plan(0, text, pair, isPair, workspace, options, _lengths.TruncationOf(options), overflow: false);
        RowPlan plan = workspace.Rows.Rows[0];
        int length = padding.LengthFor(plan.Length);
        row = new TokenRow(length, plan.Length, plan.Truncated);
        bool fits = destination.Fits(length);
        if (fits)
        {
            Writer(workspace, options, padding).Write(plan, length, destination);
        }

        workspace.Return();
        return fits;
    }

    private RowWriter Writer(Workspace workspace, TokenizerOptions options, PaddingSettings padding) =>
        new(workspace.Tokens, _pipeline.PostProcessor.Template, options.AddSpecialTokens, padding);

    private void Plan(
        int index, ReadOnlySpan<char> text, ReadOnlySpan<char> pair, bool isPair, Workspace workspace, TokenizerOptions options, TruncationSettings? truncation, bool overflow)
    {
        int start = workspace.Tokens.Count;
        _pipeline.Encode(InputText.Check(text, workspace), workspace);
        int first = workspace.Tokens.Count - start;
        int? second = null;
        if (isPair)
        {
            _pipeline.Encode(InputText.Check(pair, workspace), workspace);
            second = workspace.Tokens.Count - start - first;
        }

        workspace.Rows.Add(index, start, first, second, _pipeline.PostProcessor.Template, options.AddSpecialTokens, truncation, overflow);
    }
}
