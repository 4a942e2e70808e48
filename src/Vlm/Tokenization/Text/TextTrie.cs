using System.Runtime.CompilerServices;

namespace Vlm.Tokenization;

/// <summary>
/// A trie over code units: all keys that a text begins with, from short to long. Its edges stand in one hash table with
/// open addressing. Read by many threads once built.
/// </summary>
internal sealed class TextTrie
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private Edge[] _edges = new Edge[1 << 10];
    private int _shift = 64 - 10;
    private int _nodes = 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<char> key, int value)
    {
        int node = 0, at = -1;
        foreach (char unit in key)
        {
            at = Find(node, unit);
            if (_edges[at].Child == 0)
            {
                if (_nodes * 2 > _edges.Length)
                {
                    Grow();
                    at = Find(node, unit);
                }

                _edges[at] = new Edge { From = Pair(node, unit), Child = _nodes++, Value = -1 };
            }

            node = _edges[at].Child;
        }

        if (at >= 0)
        {
            _edges[at].Value = value;
        }
    }

    /// <summary>Goes one code unit down; false where no key goes on so.</summary>
    /// <param name="node">0 at the root; the node reached.</param>
    /// <param name="unit">The code unit.</param>
    /// <param name="value">The value of the key that ends here; -1 for none.</param>
    public bool TryStep(ref int node, char unit, out int value)
    {
        ref readonly Edge edge = ref _edges[Find(node, unit)];
        node = edge.Child;
        value = edge.Child == 0 ? -1 : edge.Value;
        return edge.Child != 0;
    }

    /// <summary>The slot of an edge, or the empty one where it would go; the root is nobody's child, so that child 0 marks an empty slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find(int node, char unit)
    {
        ulong pair = Pair(node, unit);
        int at = (int)((pair * Multiplier) >> _shift);
        while (_edges[at].Child != 0 && _edges[at].From != pair)
        {
            at = (at + 1) & (_edges.Length - 1);
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Grow()
    {
        Edge[] old = _edges;
        _edges = new Edge[old.Length * 2];
        _shift--;
        foreach (Edge edge in old)
        {
            if (edge.Child != 0)
            {
                _edges[Find((int)(edge.From >> 16), (char)edge.From)] = edge;
            }
        }
    }

    private static ulong Pair(int node, char unit) => ((ulong)(uint)node << 16) | unit;

    private struct Edge
    {
        public ulong From;
        public int Child;
        public int Value;
    }
}
