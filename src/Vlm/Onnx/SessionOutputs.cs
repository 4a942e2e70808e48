using System.Diagnostics.CodeAnalysis;
using OrtType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace Vlm.Onnx;

/// <summary>
/// What a run gave: tensors that stand where ONNX Runtime wrote them, in the order in which they were asked for. Half
/// precision is widened to <see cref="float"/>. What is not taken is disposed with the collection.
/// </summary>
internal sealed class SessionOutputs : IDisposable
{
    private readonly OnnxSession _session;
    private readonly IReadOnlyList<string> _names;
    private readonly TensorBuffer?[] _tensors;

    private SessionOutputs(OnnxSession session, IReadOnlyList<string> names)
    {
        _session = session;
        _names = names;
        _tensors = new TensorBuffer?[names.Count];
    }

    public int Count => _tensors.Length;

    /// <summary>A tensor that stays with the collection.</summary>
    public TensorBuffer this[int index] =>
        _tensors[index] ?? throw new InvalidOperationException($"The output '{_names[index]}' was taken or disposed.");

    /// <summary>Wraps the values of a run and takes them over.</summary>
    public static SessionOutputs Wrap(OnnxSession session, IReadOnlyList<string> names, ReadOnlySpan<nint> values)
    {
        SessionOutputs outputs = new(session, names);
        int done = 0;
        try
        {
            for (; done < names.Count; done++)
            {
                outputs._tensors[done] = Wrap(session, names[done], values[done]);
            }
        }
        catch
        {
            // The one that could not be wrapped is released already.
            outputs.Dispose();
            for (int i = done + 1; i < values.Length; i++)
            {
                NativeValue.Release(values[i]);
            }

            throw;
        }

        return outputs;
    }

    /// <summary>A tensor that the caller disposes from now on.</summary>
    public TensorBuffer<T> Take<T>(int index)
        where T : unmanaged
    {
        if (this[index] is not TensorBuffer<T> tensor)
        {
            throw new TensorShapeException($"{_session.Path}: output '{_names[index]}'", typeof(T).Name, this[index].ToString(), "Export the model with an output of that type.");
        }

        _tensors[index] = null;
        return tensor;
    }

    /// <summary>The same for a tensor of any type.</summary>
    public TensorBuffer TakeAny(int index)
    {
        TensorBuffer tensor = this[index];
        _tensors[index] = null;
        return tensor;
    }

    /// <summary>The same, by name.</summary>
    public TensorBuffer<T> Take<T>(string name)
        where T : unmanaged
    {
        for (int i = 0; i < _names.Count; i++)
        {
            if (_names[i] == name)
            {
                return Take<T>(i);
            }
        }

        throw new ArgumentException($"The output '{name}' was not asked for; asked for: {string.Join(", ", _names)}.", nameof(name));
    }

    public void Dispose()
    {
        for (int i = 0; i < _tensors.Length; i++)
        {
            Interlocked.Exchange(ref _tensors[i], null)?.Dispose();
        }
    }

    /// <summary>Takes a value over as a tensor.</summary>
    /// <param name="session">The session that gave it.</param>
    /// <param name="name">The output's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="reshape">Another shape of as many elements; null for the value's own.</param>
    internal static TensorBuffer Wrap(OnnxSession session, string name, nint value, Func<long[], long[]>? reshape = null)
    {
        OrtType type;
        long[] shape;
        try
        {
            type = NativeValue.Read(value, out shape);
            shape = reshape is null ? shape : reshape(shape);
        }
        catch
        {
            NativeValue.Release(value);
            throw;
        }

        switch (ElementTypes.FromOrt(type))
        {
            case TensorElementType.Float32: return InPlace<float>(session, value, shape);
            case TensorElementType.Int64: return InPlace<long>(session, value, shape);
            case TensorElementType.Float64: return InPlace<double>(session, value, shape);
            case TensorElementType.Int32: return InPlace<int>(session, value, shape);
            case TensorElementType.UInt8: return InPlace<byte>(session, value, shape);
            case TensorElementType.Int8: return InPlace<sbyte>(session, value, shape);
            case TensorElementType.Boolean: return InPlace<bool>(session, value, shape);
            case TensorElementType.Float16:
                using (TensorBuffer<Half> half = InPlace<Half>(session, value, shape))
                {
                    return TensorConversion.Convert(half, TensorElementType.Float32)!;
                }

            default:
                NativeValue.Release(value);
                throw new UnsupportedModelException($"{session.Path}: the output '{name}' has elements of type {type}, which are not read.");
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The buffer owns the memory.")]
    private static TensorBuffer<T> InPlace<T>(OnnxSession session, nint value, long[] shape)
        where T : unmanaged
    {
        long length = 1;
        foreach (long dimension in shape)
        {
            length *= dimension;
        }

        NativeTensorMemory<T> memory = new(value, checked((int)length), session);
        return new TensorBuffer<T>(memory.Memory, shape, memory);
    }
}
