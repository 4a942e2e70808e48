using System.Buffers;
using Microsoft.ML.OnnxRuntime;

namespace Vlm.Onnx;

/// <summary>
/// What one run reads and gives, as ONNX Runtime binds it: values over the tensors' own memory, which is pinned until the binding is
/// disposed, and values that others hold. Disposing empties it for the session's next run. A pinned value that is not
/// let go would never be collected, so sessions count them.
/// </summary>
internal sealed unsafe class SessionBinding : IDisposable
{
    private static readonly delegate* unmanaged<nint, byte*, nint, nint> BindInput = (delegate* unmanaged<nint, byte*, nint, nint>)NativeApi.Of(NativeFunction.BindInput);
    private static readonly delegate* unmanaged<nint, byte*, nint, nint> BindOutput = (delegate* unmanaged<nint, byte*, nint, nint>)NativeApi.Of(NativeFunction.BindOutput);
    private static readonly delegate* unmanaged<nint, byte*, nint, nint> BindOutputToDevice = (delegate* unmanaged<nint, byte*, nint, nint>)NativeApi.Of(NativeFunction.BindOutputToDevice);
    private static readonly delegate* unmanaged<nint, void> ClearInputs = (delegate* unmanaged<nint, void>)NativeApi.Of(NativeFunction.ClearBoundInputs);
    private static readonly delegate* unmanaged<nint, void> ClearOutputs = (delegate* unmanaged<nint, void>)NativeApi.Of(NativeFunction.ClearBoundOutputs);
    private static readonly delegate* unmanaged<nint, void*, nint> Free = (delegate* unmanaged<nint, void*, nint>)NativeApi.Of(NativeFunction.AllocatorFree);

    private static readonly delegate* unmanaged<nint, nint, nint**, nuint*, nint> GetOutputs =
        (delegate* unmanaged<nint, nint, nint**, nuint*, nint>)NativeApi.Of(NativeFunction.GetBoundOutputValues);

    private readonly OnnxSession _session;
    private readonly OrtIoBinding _binding;
    private readonly nint _handle;
    private readonly MemoryHandle[] _pins;
    private readonly TensorBuffer?[] _converted;
    private int _bound;

    /// <param name="session">The session.</param>
    /// <param name="binding">An empty binding of it, which is taken over.</param>
    public SessionBinding(OnnxSession session, OrtIoBinding binding)
    {
        _session = session;
        _binding = binding;
        _handle = binding.DangerousGetHandle();
        _pins = new MemoryHandle[session.Inputs.Count];
        _converted = new TensorBuffer?[session.Inputs.Count];
    }

    /// <summary>What the session runs.</summary>
    public OrtIoBinding Native => _binding;

    /// <summary>The options of its runs.</summary>
    public RunOptions Options { get; } = new();

    /// <summary>Binds the inputs, and values that others hold and stay the owners of: a cache, resident tensors.</summary>
    public void Feed(ReadOnlySpan<SessionInput> inputs, string[] heldNames, ReadOnlySpan<nint> held)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            Add(inputs[i]);
        }

        for (int i = 0; i < heldNames.Length; i++)
        {
            Bind(BindInput, heldNames[i], held[i]);
        }
    }

    /// <summary>Asks for outputs, in this order, in memory that the run takes for them.</summary>
    public void Ask(IReadOnlyList<string> names)
    {
        nint processor = OrtMemoryInfo.DefaultInstance.DangerousGetHandle();
        for (int i = 0; i < names.Count; i++)
        {
            Bind(BindOutputToDevice, names[i], processor);
        }
    }

    /// <summary>Asks for outputs in tensors that exist already.</summary>
    public void Ask(ResidentBinding outputs)
    {
        for (int i = 0; i < outputs.Names.Length; i++)
        {
            Bind(BindOutput, outputs.Names[i], outputs.Values[i]);
        }
    }

    /// <summary>Takes what the run gave; the caller releases the values.</summary>
    /// <param name="values">As long as the list of asked names.</param>
    public void Take(Span<nint> values)
    {
        nint allocator = OrtAllocator.DefaultInstance.DangerousGetHandle();
        nint* outputs;
        nuint count;
        NativeApi.Check(GetOutputs(_handle, allocator, &outputs, &count));
        new ReadOnlySpan<nint>(outputs, (int)count).CopyTo(values);
        NativeApi.Check(Free(allocator, outputs));
    }

    /// <summary>Lets go of everything that is bound, and keeps the binding for the session's next run.</summary>
    public void Dispose()
    {
        ClearInputs(_handle);
        ClearOutputs(_handle);
        for (int i = 0; i < _pins.Length; i++)
        {
            _pins[i].Dispose();
            _converted[i]?.Dispose();
            (_pins[i], _converted[i]) = (default, null);
        }

        _session.CountInputs(-_bound);
        _bound = 0;
        _session.KeepSpare(this);
    }

    /// <summary>Frees the empty binding.</summary>
    public void Release()
    {
        _binding.Dispose();
        Options.Dispose();
    }

    private void Add(in SessionInput input)
    {
        TensorSpec spec = _session.InputNamed(input.Name);
        ReadOnlySpan<long> shape = input.Shape ?? input.Tensor.Shape;
        if (!spec.Accepts(shape))
        {
            throw new TensorShapeException(
                $"{_session.Path}: input '{input.Name}'", spec.ToString(), TensorBuffer.FormatShape(shape), "Feed a tensor of the declared shape.");
        }

        TensorBuffer tensor = input.Tensor;
        if (tensor.ElementType != spec.ElementType)
        {
            tensor = _converted[_bound] = TensorConversion.Convert(tensor, spec.ElementType) ?? throw new TensorShapeException(
                $"{_session.Path}: input '{input.Name}'", spec.ElementType.ToString(), tensor.ElementType.ToString(), "Feed elements of the declared type.");
        }

        _pins[_bound] = Pin(tensor);
        void* data = _pins[_bound].Pointer;
        _bound++;
        _session.CountInputs(1);
        nint value = NativeValue.Over(data, (long)tensor.Length * ElementTypes.SizeOf(tensor.ElementType), tensor.ElementType, shape);
        try
        {
            Bind(BindInput, input.Name, value);
        }
        finally
        {
            // The binding has a reference of its own.
            NativeValue.Release(value);
        }
    }

    private void Bind(delegate* unmanaged<nint, byte*, nint, nint> bind, string name, nint what)
    {
        fixed (byte* text = _session.NativeName(name))
        {
            NativeApi.Check(bind(_handle, text, what));
        }
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
