namespace Vlm.Tokenization;

/// <summary>A run of decomposed code points, to be put in canonical order and composed again (Unicode Standard Annex 15).</summary>
internal sealed class DecomposedRun
{
    private const int LargestKept = 1 << 12;
    private const int ShortStretch = 16;
    private readonly NormalizationTables _tables = NormalizationTables.Instance;
    private Entry[] _entries = new Entry[32];

    /// <summary>Whether the buffer is as small as most texts leave it.</summary>
    public bool IsWorthKeeping => _entries.Length <= LargestKept;

    public int Count { get; private set; }

    public int CodePoint(int index) => _entries[index].CodePoint;

    /// <summary>0 where the entry stands for one code point of the source, 1 where it was added, -n where n more were taken up by it.</summary>
    public int Change(int index) => _entries[index].Change;

    public void Clear() => Count = 0;

    public void Add(int codePoint, bool compatible)
    {
        Span<int> syllable = stackalloc int[3];
        int parts = Hangul.Decompose(codePoint, syllable);
        ReadOnlySpan<int> decomposed = parts > 0 ? syllable[..parts] : _tables.Decompose(codePoint, compatible);
        if (decomposed.IsEmpty)
        {
            Push(codePoint, 0);
            return;
        }

        for (int i = 0; i < decomposed.Length; i++)
        {
            Push(decomposed[i], i == 0 ? 0 : 1);
        }
    }

    /// <summary>Sorts each stretch of combining marks by class, equal ones left as they stand.</summary>
    public void Reorder()
    {
        for (int start = 0; start < Count; start++)
        {
            if (_entries[start].Class == 0)
            {
                continue;
            }

            int end = start;
            bool sorted = true;
            for (; end < Count && _entries[end].Class != 0; end++)
            {
                sorted &= end == start || _entries[end - 1].Class <= _entries[end].Class;
            }

            if (!sorted)
            {
                Sort(start, end);
            }

            start = end;
        }
    }

    public void Compose()
    {
        int written = 0, starter = -1;
        for (int i = 0; i < Count; i++)
        {
            Entry entry = _entries[i];
            bool blocked = starter < 0 || (written - 1 > starter && (_entries[written - 1].Class >= entry.Class || _entries[written - 1].Class == 0));
            int composed = blocked ? -1 : _tables.Compose(_entries[starter].CodePoint, entry.CodePoint);
            if (composed >= 0)
            {
                _entries[starter] = new Entry(composed, 0, _entries[starter].Change + entry.Change - 1);
                continue;
            }

            if (entry.Class == 0)
            {
                starter = written;
            }

            _entries[written++] = entry;
        }

        Count = written;
    }

    private void Sort(int start, int end)
    {
        if (end - start > ShortStretch)
        {
            Entry[] ordered = [.. _entries.Skip(start).Take(end - start).OrderBy(entry => entry.Class)];
            ordered.CopyTo(_entries, start);
            return;
        }

        for (int i = start + 1; i < end; i++)
        {
            Entry entry = _entries[i];
            int at = i;
            for (; at > start && _entries[at - 1].Class > entry.Class; at--)
            {
                _entries[at] = _entries[at - 1];
            }

            _entries[at] = entry;
        }
    }

    private void Push(int codePoint, int change)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count * 2);
        }

        _entries[Count++] = new Entry(codePoint, _tables.CombiningClass(codePoint), change);
    }

    private readonly record struct Entry(int CodePoint, byte Class, int Change);
}
