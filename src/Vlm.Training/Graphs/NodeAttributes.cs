using System.Globalization;

namespace Vlm.Training;

/// <summary>
/// The attributes of a node by name: <see cref="long"/>, <see cref="float"/>, <see cref="string"/>, arrays of the first two,
/// or a <see cref="GraphTensor"/>. Kept in the order of their names, so that equal nodes write equal bytes.
/// </summary>
internal sealed class NodeAttributes
{
    private readonly SortedDictionary<string, object> _values = new(StringComparer.Ordinal);

    public static NodeAttributes None { get; } = new();

    public IEnumerable<KeyValuePair<string, object>> All => _values;

    public NodeAttributes With(string name, object value)
    {
        NodeAttributes copy = new();
        foreach ((string key, object old) in _values)
        {
            copy._values[key] = old;
        }

        copy._values[name] = value;
        return copy;
    }

    public static NodeAttributes Of(string name, object value) => None.With(name, value);

    public long Long(string name, long otherwise) => _values.TryGetValue(name, out object? value) ? (long)value : otherwise;

    public float Single(string name, float otherwise) => _values.TryGetValue(name, out object? value) ? (float)value : otherwise;

    public string Text(string name, string otherwise) => _values.TryGetValue(name, out object? value) ? (string)value : otherwise;

    public long[]? Longs(string name) => _values.TryGetValue(name, out object? value) ? (long[])value : null;

    public GraphTensor? Tensor(string name) => _values.TryGetValue(name, out object? value) ? (GraphTensor)value : null;

    public object? Find(string name) => _values.GetValueOrDefault(name);

    /// <summary>The same text for the same attributes.</summary>
    public override string ToString() => string.Join(';', _values.Select(pair => $"{pair.Key}={Format(pair.Value)}"));

    private static string Format(object value) => value switch
    {
        long[] numbers => string.Join(',', numbers),
        float[] numbers => string.Join(',', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture))),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        GraphTensor tensor => tensor.Key,
        _ => value.ToString()!,
    };
}
