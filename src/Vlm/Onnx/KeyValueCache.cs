namespace Vlm.Onnx;

/// <summary>
/// The keys and values of the tokens that a decoder has read, from one step to the next. What a step gives is handed to the
/// next one without a copy; only another order of the rows copies. One generation, one thread.
/// </summary>
internal sealed class KeyValueCache : IDisposable
{
    private bool _filled;

    /// <summary>An empty cache: no tokens, and states of fixed size at zero.</summary>
    /// <param name="layout">The decoder's.</param>
    /// <param name="rows">The number of sequences.</param>
    public KeyValueCache(CacheLayout layout, int rows)
        : this(layout, rows, new nint[layout.Count])
    {
        for (int i = 0; i < Values.Length; i++)
        {
            long[] shape = layout.EmptyShape(i, rows);
            Values[i] = Allocate(i, shape);
            if (!shape.Contains(0))
            {
                NativeValue.Bytes(Values[i]).Clear();
            }
        }
    }

    private KeyValueCache(CacheLayout layout, int rows, nint[] values)
    {
        Layout = layout;
        Rows = rows;
        Values = values;
    }

    ~KeyValueCache()
    {
        FreeAll();
    }

    public CacheLayout Layout { get; }

    /// <summary>The number of sequences.</summary>
    public int Rows { get; private set; }

    /// <summary>Whether a step has written into it.</summary>
    public bool IsFilled => _filled;

    internal nint[] Values { get; }

    /// <summary>A cache without values, which takes those that a step over another cache gives.</summary>
    public static KeyValueCache Unfilled(CacheLayout layout, int rows) => new(layout, rows, new nint[layout.Count]);

    /// <summary>Several caches of one row each as one of several rows; shorter ones get padding in front, at zero.</summary>
    public static KeyValueCache Join(IReadOnlyList<KeyValueCache> caches) => Filled(caches[0].Layout, caches.Count, (joined, entry) =>
    {
        nint value = joined.Allocate(entry, CacheCopy.JoinedShape(caches, entry));
        CacheCopy.Join(caches, entry, NativeValue.Bytes(value));
        return value;
    });

    /// <summary>A copy of the first tokens. The layout must hold something of each token.</summary>
    public KeyValueCache First(int length) => Filled(Layout, Rows, (first, entry) =>
    {
        int axis = Layout.TokenAxes[entry];
        long[] shape = NativeValue.Shape(Values[entry]);
        shape[axis] = length;
        nint value = first.Allocate(entry, shape);
        CacheCopy.First(Values[entry], axis, value);
        return value;
    });

    /// <summary>A cache of its own, row i of which is a copy of row <paramref name="rows"/>[i].</summary>
    public KeyValueCache Fork(ReadOnlySpan<int> rows)
    {
        int[] picked = rows.ToArray();
        return Filled(Layout, picked.Length, (_, entry) => Gather(entry, picked));
    }

    /// <summary>Makes row i what row <paramref name="rows"/>[i] was; rows may be dropped and repeated.</summary>
    /// <param name="rows">For each new row, the old one.</param>
    /// <param name="samePictures">Whether every row keeps its picture, so that what the encoder gave stays where it is.</param>
    public void Reorder(ReadOnlySpan<int> rows, bool samePictures)
    {
        for (int i = 0; i < Values.Length; i++)
        {
            if (samePictures && Layout.Crossed[i])
            {
                continue;
            }

            Replace(i, Gather(i, rows));
        }

        Rows = rows.Length;
    }

    public void Dispose()
    {
        FreeAll();
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes over what a step gave.</summary>
    /// <param name="outputs">The cache's, in its order.</param>
    /// <param name="first">Whether the step began with an empty cache: only then what the encoder's states make is among them.</param>
    internal void Advance(ReadOnlySpan<nint> outputs, bool first)
    {
        int next = 0;
        for (int i = 0; i < Values.Length; i++)
        {
            if (first || !Layout.Crossed[i])
            {
                Layout.Session.CountOutputs(1);
                Replace(i, outputs[next++]);
            }
        }

        _filled = true;
    }

    private static KeyValueCache Filled(CacheLayout layout, int rows, Func<KeyValueCache, int, nint> make)
    {
        KeyValueCache cache = Unfilled(layout, rows);
        try
        {
            for (int i = 0; i < cache.Values.Length; i++)
            {
                cache.Values[i] = make(cache, i);
            }
        }
        catch
        {
            cache.Dispose();
            throw;
        }

        cache._filled = true;
        return cache;
    }

    private nint Gather(int entry, ReadOnlySpan<int> rows)
    {
        nint source = Values[entry];
        long[] shape = NativeValue.Shape(source);
        shape[0] = rows.Length;
        nint result = Allocate(entry, shape);
        ReadOnlySpan<byte> from = NativeValue.Bytes(source);
        RowOrder.Gather(from, NativeValue.Bytes(result), from.Length / Rows, rows);
        return result;
    }

    private nint Allocate(int entry, long[] shape)
    {
        nint value = NativeValue.Create(Layout.ElementType(entry), shape);
        Layout.Session.CountOutputs(1);
        return value;
    }

    private void Replace(int entry, nint value)
    {
        Free(entry);
        Values[entry] = value;
    }

    private void FreeAll()
    {
        for (int i = 0; i < Values.Length; i++)
        {
            Free(i);
        }
    }

    private void Free(int entry)
    {
        if (Interlocked.Exchange(ref Values[entry], 0) is not 0 and nint value)
        {
            NativeValue.Release(value);
            Layout.Session.CountOutputs(-1);
        }
    }
}
