namespace Vlm.Tokenization.Chat;

/// <summary>A mapping in the order of insertion. It never changes once built.</summary>
internal sealed class DictValue : ContainerValue
{
    private const int LinearSearch = 8;
    private readonly Dictionary<object, int>? _index;

    private DictValue(object?[] keys, object?[] values, Dictionary<object, int>? index)
    {
        Keys = keys;
        Values = values;
        _index = index;
        Depth = Math.Max(DepthOf(keys), DepthOf(values));
    }

    public static DictValue Empty { get; } = new([], [], null);

    public object?[] Keys { get; }

    public object?[] Values { get; }

    public int Count => Keys.Length;

    /// <summary>Pairs to a mapping; a later value of the same key takes the place of the earlier.</summary>
    public static DictValue Of(IReadOnlyList<KeyValuePair<object?, object?>> pairs)
    {
        List<object?> keys = new(pairs.Count), values = new(pairs.Count);
        Dictionary<object, int>? index = pairs.Count > LinearSearch ? new Dictionary<object, int>(pairs.Count, KeyEquality.Instance!) : null;
        foreach ((object? key, object? value) in pairs)
        {
            int at = Find(keys, index, key);
            if (at >= 0)
            {
                values[at] = value;
                continue;
            }

            index?.Add(key ?? Missing.Value, keys.Count);
            keys.Add(key);
            values.Add(value);
        }

        return new DictValue([.. keys], [.. values], index);
    }

    public bool TryGet(object? key, out object? value)
    {
        int at = key is string text && _index is null ? FindText(text) : Find(Keys, _index, key);
        value = at < 0 ? null : Values[at];
        return at >= 0;
    }

    public TupleValue Pair(int index) => new([Keys[index], Values[index]]);

    private int FindText(string text)
    {
        for (int i = 0; i < Keys.Length; i++)
        {
            if (ReferenceEquals(Keys[i], text) || (Keys[i] is string other ? other == text : Keys[i] is MarkupValue markup && markup.Text == text))
            {
                return i;
            }
        }

        return -1;
    }

    private static int Find(IReadOnlyList<object?> keys, Dictionary<object, int>? index, object? key)
    {
        if (index is not null)
        {
            return index.TryGetValue(key ?? Missing.Value, out int at) ? at : -1;
        }

        KeyEquality.Instance.GetHashCode(key);
        for (int i = 0; i < keys.Count; i++)
        {
            if (KeyEquality.Instance.Equals(keys[i], key))
            {
                return i;
            }
        }

        return -1;
    }
}
