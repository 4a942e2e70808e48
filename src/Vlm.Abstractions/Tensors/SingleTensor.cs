using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Vlm;

/// <summary>One tensor under its name: the dictionary of nearly every picture, without a dictionary's tables.</summary>
internal sealed class SingleTensor(string name, TensorBuffer tensor) : IReadOnlyDictionary<string, TensorBuffer>
{
    public TensorBuffer Tensor => tensor;

    public int Count => 1;

    public IEnumerable<string> Keys => [name];

    public IEnumerable<TensorBuffer> Values => [tensor];

    public TensorBuffer this[string key] => key == name ? tensor : throw new KeyNotFoundException($"There is no tensor '{key}', only '{name}'.");

    public bool ContainsKey(string key) => key == name;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TensorBuffer value)
    {
        value = key == name ? tensor : null;
        return value is not null;
    }

    public IEnumerator<KeyValuePair<string, TensorBuffer>> GetEnumerator()
    {
        yield return new(name, tensor);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
