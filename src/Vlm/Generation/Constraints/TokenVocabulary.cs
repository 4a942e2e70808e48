namespace Vlm.Generation;

/// <summary>
/// What each token adds to a text, in the order of bytes, with the number of bytes that a token shares with the one before it: a trie laid
/// flat, so that a walk over all tokens reads each shared beginning once. Immutable.
/// </summary>
internal sealed class TokenVocabulary
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;
    private readonly int[] _shared;
    private readonly int[] _places;

    private TokenVocabulary(int size, List<(byte[] Bytes, int Id)> tokens)
    {
        tokens.Sort(static (a, b) => a.Bytes.AsSpan().SequenceCompareTo(b.Bytes) is not 0 and int order ? order : a.Id.CompareTo(b.Id));
        Ids = [.. tokens.Select(t => t.Id)];
        _bytes = [.. tokens.SelectMany(t => t.Bytes)];
        _starts = new int[tokens.Count + 1];
        _shared = new int[tokens.Count];
        for (int i = 0; i < tokens.Count; i++)
        {
            _starts[i + 1] = _starts[i] + tokens[i].Bytes.Length;
            _shared[i] = i == 0 ? 0 : tokens[i - 1].Bytes.AsSpan().CommonPrefixLength(tokens[i].Bytes);
        }

        _places = new int[size];
        Array.Fill(_places, -1);
        for (int i = 0; i < Ids.Length; i++)
        {
            _places[Ids[i]] = i;
        }

        LongestToken = tokens.Count == 0 ? 0 : tokens.Max(t => t.Bytes.Length);
    }

    /// <summary>The number of ids, those without text counted.</summary>
    public int Size => _places.Length;

    /// <summary>The ids of the tokens with a text, in the order of their bytes.</summary>
    public int[] Ids { get; }

    /// <summary>The number of bytes of the longest token.</summary>
    public int LongestToken { get; }

    /// <summary>How many bytes a token shares with the one before it.</summary>
    public ReadOnlySpan<int> Shared => _shared;

    /// <param name="tokens">Tells the bytes.</param>
    /// <param name="size">The number of the decoder's logits.</param>
    public static TokenVocabulary Of(ITokenDecoder tokens, int size)
    {
        List<(byte[], int)> list = new(size);
        for (int id = 0; id < size; id++)
        {
            if (TokenText.Added(tokens, id) is { Length: > 0 } bytes)
            {
                list.Add((bytes, id));
            }
        }

        return new TokenVocabulary(size, list);
    }

    /// <summary>Where an id stands in <see cref="Ids"/>; -1 for one without text.</summary>
    public int PlaceOf(int id) => _places[id];

    /// <summary>The bytes of a token by its place in <see cref="Ids"/>.</summary>
    public ReadOnlySpan<byte> Bytes(int place) => _bytes.AsSpan(_starts[place], _starts[place + 1] - _starts[place]);
}
