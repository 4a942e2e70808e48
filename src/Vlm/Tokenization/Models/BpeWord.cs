namespace Vlm.Tokenization;

/// <summary>The symbols of one piece while they are merged, lowest rank first and leftmost among equals.</summary>
internal sealed class BpeWord
{
    private const int ShortWord = 32;
    private readonly PriorityQueue<(int Position, int Left, int Right), long> _queue = new();
    private Symbol[] _symbols = new Symbol[64];

    public int Count { get; private set; }

    public Symbol this[int index] => _symbols[index];

    public void Clear() => Count = 0;

    public void Add(int id, int start, int length)
    {
        if (Count == _symbols.Length)
        {
            Array.Resize(ref _symbols, Count * 2);
        }

        _symbols[Count++] = new Symbol(id, start, length);
    }

    public Symbol[] ToArray() => _symbols.AsSpan(0, Count).ToArray();

    public void MergeAll(Dictionary<long, (int Rank, int Id)> merges)
    {
        if (Count <= ShortWord)
        {
            MergeByScanning(merges);
        }
        else
        {
            MergeByQueue(merges);
        }
    }

    public static long Pair(int left, int right) => ((long)left << 32) | (uint)right;

    /// <summary>For short pieces: looks at all neighbours before each merge.</summary>
    private void MergeByScanning(Dictionary<long, (int Rank, int Id)> merges)
    {
        while (true)
        {
            int best = -1, bestRank = int.MaxValue, bestId = 0;
            for (int i = 0; i + 1 < Count; i++)
            {
                if (merges.TryGetValue(Pair(_symbols[i].Id, _symbols[i + 1].Id), out (int Rank, int Id) merge) && merge.Rank < bestRank)
                {
                    (best, bestRank, bestId) = (i, merge.Rank, merge.Id);
                }
            }

            if (best < 0)
            {
                return;
            }

            _symbols[best] = new Symbol(bestId, _symbols[best].Start, _symbols[best].Length + _symbols[best + 1].Length);
            _symbols.AsSpan(best + 2, Count - best - 2).CopyTo(_symbols.AsSpan(best + 1));
            Count--;
        }
    }

    /// <summary>For long pieces: a queue of candidates over a linked list; a candidate whose symbols have changed since is dropped.</summary>
    private void MergeByQueue(Dictionary<long, (int Rank, int Id)> merges)
    {
        int[] previous = new int[Count], next = new int[Count];
        for (int i = 0; i < Count; i++)
        {
            (previous[i], next[i]) = (i - 1, i + 1 < Count ? i + 1 : -1);
        }

        _queue.Clear();
        for (int i = 0; i + 1 < Count; i++)
        {
            Enqueue(merges, i, i + 1);
        }

        while (_queue.TryDequeue(out (int Position, int Left, int Right) candidate, out _))
        {
            (int at, int left, int right) = candidate;
            int after = next[at];
            if (_symbols[at].Length == 0 || after < 0 || _symbols[at].Id != left || _symbols[after].Id != right)
            {
                continue;
            }

            _symbols[at] = new Symbol(merges[Pair(left, right)].Id, _symbols[at].Start, _symbols[at].Length + _symbols[after].Length);
            _symbols[after] = default;
            next[at] = next[after];
            if (next[at] >= 0)
            {
                previous[next[at]] = at;
                Enqueue(merges, at, next[at]);
            }

            if (previous[at] >= 0)
            {
                Enqueue(merges, previous[at], at);
            }
        }

        int written = 0;
        for (int i = 0; i >= 0; i = next[i])
        {
            _symbols[written++] = _symbols[i];
        }

        Count = written;
    }

    private void Enqueue(Dictionary<long, (int Rank, int Id)> merges, int at, int after)
    {
        if (merges.TryGetValue(Pair(_symbols[at].Id, _symbols[after].Id), out (int Rank, int Id) merge))
        {
            _queue.Enqueue((at, _symbols[at].Id, _symbols[after].Id), ((long)merge.Rank << 32) | (uint)at);
        }
    }

    internal readonly record struct Symbol(int Id, int Start, int Length);
}
