using Vlm.Folders;

namespace Vlm.Tokenization;

/// <summary>Collects added tokens. One that the model has too keeps the model's id; others are numbered on from the vocabulary, as the reference does.</summary>
internal sealed class AddedTokenList(Vocabulary vocabulary)
{
    private readonly List<AddedToken> _tokens = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private int _highest = -1;

    public IReadOnlyList<AddedToken> Tokens => _tokens;

    public bool Contains(string content) => _places.ContainsKey(content);

    /// <summary>Adds a token; of one that is there already only <see cref="AddedToken.Special"/> is taken over, where it is set.</summary>
    public void Add(SpecialTokenEntry entry)
    {
        bool special = entry.Special ?? false;
        if (entry.Content.Length == 0)
        {
            return;
        }

        if (_places.TryGetValue(entry.Content, out int place))
        {
            _tokens[place] = special ? _tokens[place] with { Special = true } : _tokens[place];
            return;
        }

        if (!vocabulary.TryGetId(entry.Content, out int id))
        {
            id = Math.Max(_highest + 1, vocabulary.Count);
        }

        _highest = Math.Max(_highest, id);
        _places.Add(entry.Content, _tokens.Count);
        _tokens.Add(new AddedToken
        {
            Content = entry.Content,
            Id = id,
            SingleWord = entry.SingleWord,
            StripLeft = entry.StripLeft,
            StripRight = entry.StripRight,
            Normalized = entry.Normalized ?? !special,
            Special = special,
        });
    }
}
