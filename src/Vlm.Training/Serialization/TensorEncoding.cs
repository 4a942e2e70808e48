using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Vlm.Onnx;

namespace Vlm.Training;

/// <summary>Tensors as ONNX stores them (TensorProto with raw data).</summary>
internal static class TensorEncoding
{
    private const int SmallestHalf = 1024;

    /// <summary>Whether a parameter is stored in half precision: it asks for it, is large enough to matter and in its range.</summary>
    public static bool IsHalf(Parameter parameter) =>
        parameter.Storage == ParameterStorage.Float16 && parameter.Length >= SmallestHalf
        && TensorPrimitives.MaxMagnitude<float>(parameter.Values) is var largest && Math.Abs(largest) <= (float)Half.MaxValue;

    public static void Write(ProtobufWriter writer, int field, string name, GraphTensor tensor) =>
        Write(writer, field, name, tensor.ElementType, [.. tensor.Shape], tensor.Bytes.Span);

    public static void Write(ProtobufWriter writer, int field, Parameter parameter)
    {
        long[] shape = [.. parameter.Shape];
        if (!IsHalf(parameter))
        {
            Write(writer, field, parameter.Name, TensorElementType.Float32, shape, MemoryMarshal.AsBytes(parameter.Values));
            return;
        }

        Half[] halves = new Half[parameter.Length];
        TensorPrimitives.ConvertToHalf(parameter.Values, halves);
        Write(writer, field, $"{parameter.Name}.f16", TensorElementType.Float16, shape, MemoryMarshal.AsBytes<Half>(halves));
    }

    public static void Write(ProtobufWriter writer, int field, string name, TensorElementType type, ReadOnlySpan<long> shape, ReadOnlySpan<byte> bytes)
    {
        int start = writer.Begin(field);
        if (shape.Length > 0)
        {
            writer.Numbers(1, shape);
        }

        writer.Number(2, OnnxTypes.ToNumber(type));
        if (name.Length > 0)
        {
            writer.Text(8, name);
        }

        writer.Bytes(9, bytes);
        writer.End(start);
    }
}
