namespace Vlm.Tokenization;

/// <summary>Numbers of which the smallest is taken first: a heap with four children a node, so that a step down stays in one cache line.</summary>
internal sealed class MinimumHeap
{
    private const int Children = 4;
    private ulong[] _items = new ulong[64];
    private int _count;

    public void Clear() => _count = 0;

    public void Add(ulong item)
    {
        if (_count == _items.Length)
        {
            Array.Resize(ref _items, _count * 2);
        }

        int at = _count++;
        while (at > 0)
        {
            int parent = (at - 1) / Children;
            if (_items[parent] <= item)
            {
                break;
            }

            _items[at] = _items[parent];
            at = parent;
        }

        _items[at] = item;
    }

    public bool TryTake(out ulong smallest)
    {
        smallest = _items[0];
        if (_count == 0)
        {
            return false;
        }

        Sink(_items[--_count]);
        return true;
    }

    /// <summary>Puts an item into the place of the smallest and lets it down to where it belongs.</summary>
    private void Sink(ulong item)
    {
        int at = 0;
        while (true)
        {
            int first = (at * Children) + 1, end = Math.Min(first + Children, _count), best = first;
            if (first >= _count)
            {
                break;
            }

            for (int child = first + 1; child < end; child++)
            {
                best = _items[child] < _items[best] ? child : best;
            }

            if (item <= _items[best])
            {
                break;
            }

            _items[at] = _items[best];
            at = best;
        }

        _items[at] = item;
    }
}
