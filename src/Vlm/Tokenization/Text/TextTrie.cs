namespace Vlm.Tokenization;

/// <summary>A trie over code units: all keys that a text begins with, from short to long. Read by many threads once built.</summary>
internal sealed class TextTrie
{
    private readonly Dictionary<long, int> _children = [];
    private readonly List<int> _values = [-1];

    public void Add(string key, int value)
    {
        int node = 0;
        foreach (char unit in key)
        {
            if (!_children.TryGetValue(Edge(node, unit), out int child))
            {
                child = _values.Count;
                _values.Add(-1);
                _children.Add(Edge(node, unit), child);
            }

            node = child;
        }

        _values[node] = value;
    }

    /// <summary>Goes one code unit down; false where no key goes on so.</summary>
    /// <param name="node">0 at the root; the node reached.</param>
    /// <param name="unit">The code unit.</param>
    /// <param name="value">The value of the key that ends here; -1 for none.</param>
    public bool TryStep(ref int node, char unit, out int value)
    {
        bool found = _children.TryGetValue(Edge(node, unit), out node);
        value = found ? _values[node] : -1;
        return found;
    }

    private static long Edge(int node, char unit) => ((long)node << 16) | unit;
}
