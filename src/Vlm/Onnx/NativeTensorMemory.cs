using System.Buffers;

namespace Vlm.Onnx;

/// <summary>The memory of an output where ONNX Runtime wrote it; disposing gives it back.</summary>
internal sealed unsafe class NativeTensorMemory<T> : MemoryManager<T>
    where T : unmanaged
{
    private readonly T* _first;
    private readonly int _length;
    private NativeValueHandle? _value;
    private OnnxSession? _session;

    /// <summary>Takes over the value.</summary>
    /// <param name="value">A tensor of that element type.</param>
    /// <param name="length">How many elements it has.</param>
    /// <param name="session">The session that gave it.</param>
    public NativeTensorMemory(nint value, int length, OnnxSession session)
    {
        _value = new NativeValueHandle(value);
        _first = (T*)NativeValue.Data(value);
        _length = length;
        _session = session;
        session.CountOutputs(1);
    }

    public override Span<T> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_value is null, this);
        return new Span<T>(_first, _length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ObjectDisposedException.ThrowIf(_value is null, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));
        return new MemoryHandle(_first + elementIndex);
    }

    public override void Unpin()
    {
        // Native memory does not move.
    }

    protected override void Dispose(bool disposing)
    {
        Interlocked.Exchange(ref _value, null)?.Dispose();
        Interlocked.Exchange(ref _session, null)?.CountOutputs(-1);
    }
}
