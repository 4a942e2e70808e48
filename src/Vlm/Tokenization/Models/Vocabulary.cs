namespace Vlm.Tokenization;

/// <summary>The model's tokens, both ways; texts are looked up by span. Strings are made when they are asked for.</summary>
internal sealed class Vocabulary
{
    private readonly char[] _pool;
    private readonly TokenTable _ids;
    private readonly Place[] _places;
    private readonly string?[] _texts;

    /// <param name="pool">The texts of all tokens, one behind the other.</param>
    /// <param name="ends">Where each token's text ends.</param>
    /// <param name="ids">Each token's id; of equal tokens, and of equal ids, the last counts.</param>
    public Vocabulary(char[] pool, ReadOnlySpan<int> ends, ReadOnlySpan<int> ids)
    {
        int highest = -1;
        foreach (int id in ids)
        {
            highest = Math.Max(highest, id);
        }

        _pool = pool;
        _places = new Place[highest + 1];
        _texts = new string?[highest + 1];
        _ids = new TokenTable(pool, ids.Length);
        for (int i = 0, start = 0; i < ids.Length; start = ends[i++])
        {
            _ids.Set(start, ends[i] - start, ids[i]);
            _places[ids[i]] = new Place(start, ends[i] + 1);
        }
    }

    /// <summary>How many different tokens there are.</summary>
    public int Count => _ids.Count;

    /// <summary>One more than the highest id.</summary>
    public int IdLimit => _places.Length;

    /// <summary>The ids by text.</summary>
    public TokenTable Table => _ids;

    public static Vocabulary Create(IReadOnlyList<KeyValuePair<string, int>> entries)
    {
        VocabularyBuilder builder = new(entries.Count);
        foreach ((string token, int id) in entries)
        {
            builder.Add(token, id);
        }

        return builder.Build();
    }

    public bool TryGetId(ReadOnlySpan<char> token, out int id) => _ids.TryGet(token, out id);

    /// <summary>Whether a token has this id.</summary>
    public bool Has(int id) => (uint)id < (uint)_places.Length && _places[id].Bound != 0;

    /// <summary>The token of an id; null where the id is not used.</summary>
    public string? TokenOf(int id) =>
        Has(id) ? _texts[id] ??= SpanOf(id).ToString() : null;

    /// <summary>The text of an id's token without making a string; empty where the id is not used.</summary>
    public ReadOnlySpan<char> SpanOf(int id) =>
        Has(id) ? _pool.AsSpan(_places[id].Start, _places[id].Bound - 1 - _places[id].Start) : default;

    /// <summary>A table of the tokens that begin with a prefix and go on after it, by what comes after.</summary>
    public TokenTable Continuations(ReadOnlySpan<char> prefix)
    {
        int count = 0;
        for (int id = 0; id < _places.Length; id++)
        {
            count += Continues(id, prefix) ? 1 : 0;
        }

        TokenTable table = new(_pool, count);
        for (int id = 0; id < _places.Length; id++)
        {
            if (Continues(id, prefix))
            {
                table.Set(_places[id].Start + prefix.Length, SpanOf(id).Length - prefix.Length, id);
            }
        }

        return table;
    }

    private bool Continues(int id, ReadOnlySpan<char> prefix) => SpanOf(id).Length > prefix.Length && SpanOf(id).StartsWith(prefix);

    /// <summary>Where a token's text stands; <c>Bound</c> is one more than its end, so that 0 marks an id without a token.</summary>
    private readonly record struct Place(int Start, int Bound);
}
