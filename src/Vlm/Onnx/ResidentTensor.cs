namespace Vlm.Onnx;

/// <summary>
/// Single-precision numbers in native memory that sessions read or write in place, run after run: a parameter, or the
/// gradient of one. One owner disposes it, after the last run that uses it.
/// </summary>
internal sealed unsafe class ResidentTensor : IDisposable
{
    private readonly float* _first;
    private NativeValueHandle? _value;

    /// <summary>Takes memory and clears it.</summary>
    /// <param name="shape">The dimensions, outermost first; none for a scalar.</param>
    public ResidentTensor(params ReadOnlySpan<long> shape)
    {
        long length = 1;
        foreach (long dimension in shape)
        {
            length = checked(length * dimension);
        }

        Length = checked((int)length);
        nint value = NativeValue.Create(TensorElementType.Float32, shape);
        _value = new NativeValueHandle(value);
        _first = (float*)NativeValue.Data(value);
        Span.Clear();
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

    internal nint Value
    {
        get
        {
            ObjectDisposedException.ThrowIf(_value is null, this);
            return _value.DangerousGetHandle();
        }
    }

    public void Dispose() => Interlocked.Exchange(ref _value, null)?.Dispose();
}
