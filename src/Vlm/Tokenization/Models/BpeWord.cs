namespace Vlm.Tokenization;

/// <summary>
/// The symbols of one piece while they are merged, lowest rank first and leftmost among equals. They form a list linked
/// both ways; each knows the rank of its merge with the next one, so that a merge looks up no more than two pairs anew.
/// </summary>
internal sealed class BpeWord
{
    private const int ShortWord = 24;
    private readonly MinimumHeap _candidates = new();
    private WordToken[] _symbols = new WordToken[64];
    private Link[] _links = new Link[64];

    public int Count { get; private set; }

    public ReadOnlySpan<WordToken> Symbols => _symbols.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(int id, int start, int length)
    {
        if (Count == _symbols.Length)
        {
            Array.Resize(ref _symbols, Count * 2);
            Array.Resize(ref _links, Count * 2);
        }

        _symbols[Count++] = new WordToken(id, start, length);
    }

    public void MergeAll(MergeTable merges)
    {
        if (Count < 2)
        {
            return;
        }

        for (int i = 0; i < Count; i++)
        {
            _links[i] = new Link { Previous = i - 1, Next = i + 1 < Count ? i + 1 : -1, Rank = MergeTable.Never };
        }

        for (int i = 0; i + 1 < Count; i++)
        {
            Rank(merges, i);
        }

        if (Count <= ShortWord)
        {
            MergeByScanning(merges);
        }
        else
        {
            MergeByHeap(merges);
        }

        int written = 0;
        for (int i = 0; i >= 0; i = _links[i].Next)
        {
            _symbols[written++] = _symbols[i];
        }

        Count = written;
    }

    /// <summary>For short pieces: looks for the lowest rank before each merge.</summary>
    private void MergeByScanning(MergeTable merges)
    {
        while (true)
        {
            int best = 0, bestRank = MergeTable.Never;
            for (int i = 0; i >= 0; i = _links[i].Next)
            {
                if (_links[i].Rank < bestRank)
                {
                    (best, bestRank) = (i, _links[i].Rank);
                }
            }

            if (bestRank == MergeTable.Never)
            {
                return;
            }

            Merge(merges, best);
        }
    }

    /// <summary>For long pieces: a heap of candidates; one whose symbol has another rank by now is dropped.</summary>
    private void MergeByHeap(MergeTable merges)
    {
        _candidates.Clear();
        for (int i = 0; i < Count; i++)
        {
            Offer(i);
        }

        while (_candidates.TryTake(out ulong candidate))
        {
            int at = (int)(uint)candidate;
            if (_links[at].Rank != (int)(candidate >> 32))
            {
                continue;
            }

            Merge(merges, at);
            Offer(at);
            if (_links[at].Previous >= 0)
            {
                Offer(_links[at].Previous);
            }
        }
    }

    private void Offer(int at)
    {
        if (_links[at].Rank != MergeTable.Never)
        {
            _candidates.Add(((ulong)(uint)_links[at].Rank << 32) | (uint)at);
        }
    }

    /// <summary>Joins a symbol with the next one, and ranks its new neighbourhood.</summary>
    private void Merge(MergeTable merges, int at)
    {
        int gone = _links[at].Next, after = _links[gone].Next;
        _symbols[at] = new WordToken(_links[at].MergedId, _symbols[at].Start, _symbols[at].Length + _symbols[gone].Length);
        _links[gone].Rank = MergeTable.Never;
        _links[at].Next = after;
        if (after >= 0)
        {
            _links[after].Previous = at;
        }

        Rank(merges, at);
        if (_links[at].Previous >= 0)
        {
            Rank(merges, _links[at].Previous);
        }
    }

    private void Rank(MergeTable merges, int at)
    {
        ref Link link = ref _links[at];
        link.Rank = link.Next < 0 ? MergeTable.Never : merges.RankOf(_symbols[at].Id, _symbols[link.Next].Id, out link.MergedId);
    }

    private struct Link
    {
        public int Previous;
        public int Next;
        public int Rank;
        public int MergedId;
    }
}
