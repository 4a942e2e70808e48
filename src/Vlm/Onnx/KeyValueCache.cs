using Microsoft.ML.OnnxRuntime;

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
        : this(layout, rows, new OrtValue[layout.Count])
    {
        for (int i = 0; i < Values.Length; i++)
        {
            long[] shape = layout.EmptyShape(i, rows);
            Values[i] = Allocate(i, shape);
            if (!shape.Contains(0))
            {
                Values[i].GetTensorMutableRawData().Clear();
            }
        }
    }

    private KeyValueCache(CacheLayout layout, int rows, OrtValue[] values)
    {
        Layout = layout;
        Rows = rows;
        Values = values;
    }

    public CacheLayout Layout { get; }

    /// <summary>The number of sequences.</summary>
    public int Rows { get; private set; }

    /// <summary>Whether a step has written into it.</summary>
    public bool IsFilled => _filled;

    internal OrtValue[] Values { get; }

    /// <summary>A cache without values, which takes those that a step over another cache gives.</summary>
    public static KeyValueCache Unfilled(CacheLayout layout, int rows) => new(layout, rows, new OrtValue[layout.Count]);

    /// <summary>Several caches of one row each as one of several rows; shorter ones get padding in front, at zero.</summary>
    public static KeyValueCache Join(IReadOnlyList<KeyValueCache> caches) => Filled(caches[0].Layout, caches.Count, (joined, entry) =>
    {
        OrtValue value = joined.Allocate(entry, CacheCopy.JoinedShape(caches, entry));
        CacheCopy.Join(caches, entry, value.GetTensorMutableRawData());
        return value;
    });

    /// <summary>A copy of the first tokens. The layout must hold something of each token.</summary>
    public KeyValueCache First(int length) => Filled(Layout, Rows, (first, entry) =>
    {
        int axis = Layout.TokenAxes[entry];
        long[] shape = Values[entry].GetTensorTypeAndShape().Shape;
        shape[axis] = length;
        OrtValue value = first.Allocate(entry, shape);
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
        for (int i = 0; i < Values.Length; i++)
        {
            if (Interlocked.Exchange(ref Values[i]!, null) is { } value)
            {
                Free(value);
            }
        }
    }

    /// <summary>Takes over what a step gave.</summary>
    /// <param name="outputs">The cache's, in its order, from <paramref name="next"/> on.</param>
    /// <param name="next">The place of the first of them.</param>
    /// <param name="first">Whether the step began with an empty cache: only then what the encoder's states make is among them.</param>
    internal void Advance(IReadOnlyList<OrtValue> outputs, int next, bool first)
    {
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

    private static KeyValueCache Filled(CacheLayout layout, int rows, Func<KeyValueCache, int, OrtValue> make)
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

    private OrtValue Gather(int entry, ReadOnlySpan<int> rows)
    {
        OrtValue source = Values[entry];
        long[] shape = source.GetTensorTypeAndShape().Shape;
        shape[0] = rows.Length;
        OrtValue result = Allocate(entry, shape);
        ReadOnlySpan<byte> from = source.GetTensorMutableRawData();
        Span<byte> to = result.GetTensorMutableRawData();
        int stride = from.Length / Rows;
        for (int i = 0; i < rows.Length; i++)
        {
            from.Slice(rows[i] * stride, stride).CopyTo(to[(i * stride)..]);
        }

        return result;
    }

    private OrtValue Allocate(int entry, long[] shape)
    {
        OrtValue value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, ElementTypes.ToOrt(Layout.ElementType(entry)), shape);
        Layout.Session.CountOutputs(1);
        return value;
    }

    private void Replace(int entry, OrtValue value)
    {
        if (Values[entry] is { } old)
        {
            Free(old);
        }

        Values[entry] = value;
    }

    private void Free(OrtValue value)
    {
        value.Dispose();
        Layout.Session.CountOutputs(-1);
    }
}
