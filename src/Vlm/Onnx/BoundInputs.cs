using System.Buffers;
using Microsoft.ML.OnnxRuntime;

namespace Vlm.Onnx;

/// <summary>
/// The inputs of one run as ONNX Runtime takes them: values over the tensors' own memory, pinned until disposed. A pinned
/// value that is not disposed would never be collected, so sessions count them.
/// </summary>
internal sealed class BoundInputs : IDisposable
{
    private readonly OnnxSession _session;
    private readonly MemoryHandle[] _pins;
    private readonly TensorBuffer?[] _converted;
    private int _bound;

    private BoundInputs(OnnxSession session, int own, int held)
    {
        _session = session;
        _pins = new MemoryHandle[own];
        _converted = new TensorBuffer?[own];
        Names = new string[own + held];
        Values = new OrtValue[own + held];
    }

    public string[] Names { get; }

    public OrtValue[] Values { get; }

    /// <summary>Wraps the inputs, and behind them values that others hold and stay the owners of: a cache, resident tensors.</summary>
    public static BoundInputs Bind(OnnxSession session, ReadOnlySpan<SessionInput> inputs, string[] heldNames, OrtValue[] held)
    {
        // A call that finds no spare arrays, because another call has them, makes its own.
        BoundInputs? spare = session.TakeSpare();
        BoundInputs bound = spare is not null && spare.Fits(inputs.Length, held.Length) ? spare : new(session, inputs.Length, held.Length);
        try
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                bound.Add(inputs[i]);
            }
        }
        catch
        {
            bound.Dispose();
            throw;
        }

        heldNames.CopyTo(bound.Names, inputs.Length);
        held.CopyTo(bound.Values, inputs.Length);
        return bound;
    }

    public void Dispose()
    {
        for (int i = 0; i < _bound; i++)
        {
            Values[i].Dispose();
            _pins[i].Dispose();
            _converted[i]?.Dispose();
        }

        _session.CountInputs(-_bound);
        _bound = 0;
        Array.Clear(Values);
        Array.Clear(_pins);
        Array.Clear(_converted);
        _session.KeepSpare(this);
    }

    private bool Fits(int own, int held) => _pins.Length == own && Values.Length == own + held;

    private unsafe void Add(in SessionInput input)
    {
        TensorSpec spec = _session.InputNamed(input.Name);
        ReadOnlySpan<long> shape = input.Shape ?? input.Tensor.Shape;
        if (!spec.Accepts(shape))
        {
            throw new TensorShapeException(
                $"{_session.Path}: input '{input.Name}'", spec.ToString(), TensorBuffer.FormatShape(shape), "Feed a tensor of the declared shape.");
        }

        TensorBuffer tensor = input.Tensor;
        TensorBuffer? converted = null;
        if (tensor.ElementType != spec.ElementType)
        {
            converted = TensorConversion.Convert(tensor, spec.ElementType) ?? throw new TensorShapeException(
                $"{_session.Path}: input '{input.Name}'", spec.ElementType.ToString(), tensor.ElementType.ToString(), "Feed elements of the declared type.");
            tensor = converted;
        }

        MemoryHandle pin = Pin(tensor);
        try
        {
            long bytes = (long)tensor.Length * ElementTypes.SizeOf(tensor.ElementType);
            Values[_bound] = OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance, ElementTypes.ToOrt(tensor.ElementType), shape.ToArray(), (IntPtr)pin.Pointer, bytes);
        }
        catch
        {
            pin.Dispose();
            converted?.Dispose();
            throw;
        }

        Names[_bound] = input.Name;
        _pins[_bound] = pin;
        _converted[_bound] = converted;
        _bound++;
        _session.CountInputs(1);
    }

    private static MemoryHandle Pin(TensorBuffer tensor) => tensor switch
    {
        TensorBuffer<float> t => t.Memory.Pin(),
        TensorBuffer<long> t => t.Memory.Pin(),
        TensorBuffer<Half> t => t.Memory.Pin(),
        TensorBuffer<int> t => t.Memory.Pin(),
        TensorBuffer<bool> t => t.Memory.Pin(),
        TensorBuffer<double> t => t.Memory.Pin(),
        TensorBuffer<byte> t => t.Memory.Pin(),
        TensorBuffer<sbyte> t => t.Memory.Pin(),
        _ => throw new NotSupportedException($"{tensor} has no element type that a session takes."),
    };
}
