namespace Vlm.Tokenization;

/// <summary>The added tokens of a file: found in texts, named by id, and skipped on decoding where they are special.</summary>
internal sealed class AddedVocabulary
{
    private readonly Dictionary<int, AddedToken> _byId = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _special = new(StringComparer.Ordinal);

    public AddedVocabulary(IReadOnlyList<AddedToken> tokens, NormalizerChain normalizer)
    {
        foreach (AddedToken token in tokens)
        {
            _byId[token.Id] = token;
            _ids[token.Content] = token.Id;
            if (token.Special)
            {
                _special[token.Content] = token.Id;
            }
        }

        InOriginal = new AddedTokenMatcher();
        InNormalized = new AddedTokenMatcher();
        long length = 0;
        foreach (AddedToken token in _byId.Values)
        {
            string content = token.Normalized ? normalizer.Normalize(token.Content) : token.Content;
            Effort.CheckLength(length += content.Length);
            (token.Normalized ? InNormalized : InOriginal).Add(content, token);
        }

        InOriginal.Complete();
        InNormalized.Complete();
    }

    /// <summary>Those looked for in the text as it comes.</summary>
    public AddedTokenMatcher InOriginal { get; }

    /// <summary>Those looked for in the normalized text.</summary>
    public AddedTokenMatcher InNormalized { get; }

    /// <summary>The ids that are in use here, the model's own among them.</summary>
    public IReadOnlyCollection<int> Ids => _byId.Keys;

    /// <summary>The special ones with their ids.</summary>
    public IDictionary<string, int> Special => _special;

    public bool TryGetId(string token, out int id) => _ids.TryGetValue(token, out id);

    public string? TokenOf(int id) => _byId.TryGetValue(id, out AddedToken? token) ? token.Content : null;

    public bool IsSpecial(string token) => _special.ContainsKey(token);
}
