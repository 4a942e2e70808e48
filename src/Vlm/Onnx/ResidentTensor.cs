using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using OrtType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace Vlm.Onnx;

/// <summary>
/// Single-precision numbers in native memory that sessions read or write in place, run after run: a parameter, or the
/// gradient of one. One owner disposes it, after the last run that uses it.
/// </summary>
internal sealed unsafe class ResidentTensor : IDisposable
{
    private readonly float* _first;
    private OrtValue? _value;

    /// <summary>Takes memory and clears it.</summary>
    /// <param name="shape">The dimensions, outermost first; none for a scalar.</param>
    public ResidentTensor(params ReadOnlySpan<long> shape)
    {
        long[] dimensions = shape.ToArray();
        OrtValue value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, OrtType.Float, dimensions);
        Span<float> numbers = MemoryMarshal.Cast<byte, float>(value.GetTensorMutableRawData());
        _first = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(numbers));
        Length = numbers.Length;
        _value = value;
        numbers.Clear();
    }

    public int Length { get; }

    public Span<float> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_value is null, this);
            return new Span<float>(_first, Length);
        }
    }

    internal OrtValue Value => _value ?? throw new ObjectDisposedException(nameof(ResidentTensor));

    public void Dispose() => Interlocked.Exchange(ref _value, null)?.Dispose();
}
