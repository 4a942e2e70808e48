namespace Vlm.Tokenization;

/// <summary>The model's tokens, both ways; texts are looked up by span.</summary>
internal sealed class Vocabulary
{
    private readonly SpanTable _ids;
    private readonly string?[] _tokens;

    private Vocabulary(SpanTable ids, string?[] tokens, int count)
    {
        _ids = ids;
        _tokens = tokens;
        Count = count;
    }

    /// <summary>How many different tokens there are.</summary>
    public int Count { get; }

    /// <summary>The tokens by id; null where an id is not used.</summary>
    public ReadOnlySpan<string?> Tokens => _tokens;

    public static Vocabulary Create(IReadOnlyList<KeyValuePair<string, int>> entries)
    {
        int highest = -1;
        foreach (KeyValuePair<string, int> entry in entries)
        {
            highest = Math.Max(highest, entry.Value);
        }

        string?[] tokens = new string?[highest + 1];
        SpanTable ids = new(entries.Count);
        foreach ((string token, int id) in entries)
        {
            ids.Set(token, id);
            tokens[id] = token;
        }

        return new Vocabulary(ids, tokens, ids.Count);
    }

    public bool TryGetId(ReadOnlySpan<char> token, out int id) => _ids.TryGet(token, out id);

    public string? TokenOf(int id) => (uint)id < (uint)_tokens.Length ? _tokens[id] : null;
}
