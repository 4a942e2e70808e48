using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Vlm.Onnx;

/// <summary>The memory of an output where ONNX Runtime wrote it; disposing gives it back.</summary>
internal sealed unsafe class NativeTensorMemory<T> : MemoryManager<T>
    where T : unmanaged
{
    private readonly T* _first;
    private readonly int _length;
    private OrtValue? _value;
    private OnnxSession? _session;

    public NativeTensorMemory(OrtValue value, OnnxSession session)
    {
        Span<byte> bytes = value.GetTensorMutableRawData();
        _first = (T*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes));
        _length = bytes.Length / sizeof(T);
        _value = value;
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
