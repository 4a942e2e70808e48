using Microsoft.ML.OnnxRuntime;

namespace Vlm.Onnx;

/// <summary>
/// The keys and values of the tokens that a decoder has read, from one step to the next. What a step gives is handed to the
/// next one without a copy; only another order of the rows copies. One generation, one thread.
/// </summary>
internal sealed class KeyValueCache : IDisposable
{
    private bool _filled;

    /// <summary>An empty cache.</summary>
    /// <param name="layout">The decoder's.</param>
    /// <param name="rows">The number of sequences.</param>
    public KeyValueCache(CacheLayout layout, int rows)
    {
        Layout = layout;
        Rows = rows;
        Values = new OrtValue[layout.Count];
        for (int i = 0; i < Values.Length; i++)
        {
            Values[i] = Allocate(i, layout.EmptyShape(i, rows));
        }
    }

    public CacheLayout Layout { get; }

    /// <summary>The number of sequences.</summary>
    public int Rows { get; private set; }

    internal OrtValue[] Values { get; }

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
    internal void Advance(IReadOnlyList<OrtValue> outputs, int firstPresent)
    {
        for (int i = 0; i < Values.Length; i++)
        {
            OrtValue present = outputs[firstPresent + i];
            if (_filled && Layout.Crossed[i])
            {
                present.Dispose();
                continue;
            }

            Layout.Session.CountOutputs(1);
            Replace(i, present);
        }

        _filled = true;
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
        Free(Values[entry]);
        Values[entry] = value;
    }

    private void Free(OrtValue value)
    {
        value.Dispose();
        Layout.Session.CountOutputs(-1);
    }
}
