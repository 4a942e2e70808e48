using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Vlm.Training;

/// <summary>The numbers of a constant as an .onnx file stores them: row-major, little-endian.</summary>
internal sealed class GraphTensor
{
    private string? _key;

    public GraphTensor(TensorElementType elementType, long[] shape, ReadOnlyMemory<byte> bytes)
    {
        ElementType = elementType;
        Shape = shape;
        Bytes = bytes;
    }

    public TensorElementType ElementType { get; }

    public IReadOnlyList<long> Shape { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    public long Length => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>The same text for the same constant.</summary>
    public string Key => _key ??= $"{ElementType}[{string.Join(',', Shape)}]{(Bytes.Length <= 64 ? Convert.ToHexString(Bytes.Span) : Convert.ToHexString(SHA256.HashData(Bytes.Span)))}";

    public static GraphTensor Of<T>(TensorElementType type, ReadOnlySpan<T> values, params long[] shape)
        where T : unmanaged => new(type, shape, MemoryMarshal.AsBytes(values).ToArray());

    public static GraphTensor Longs(params ReadOnlySpan<long> values) => Of(TensorElementType.Int64, values, values.Length);

    public static GraphTensor Scalar(float value) => Of<float>(TensorElementType.Float32, [value]);

    /// <summary>The values as single-precision numbers; null where they are of no such kind.</summary>
    public float[]? ToSingles()
    {
        float[] values = new float[Length];
        switch (ElementType)
        {
            case TensorElementType.Float32:
                MemoryMarshal.Cast<byte, float>(Bytes.Span).CopyTo(values);
                return values;
            case TensorElementType.Float16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(Bytes.Span), values);
                return values;
            case TensorElementType.Int8:
                TensorPrimitives.ConvertChecked<sbyte, float>(MemoryMarshal.Cast<byte, sbyte>(Bytes.Span), values);
                return values;
            case TensorElementType.UInt8:
                TensorPrimitives.ConvertChecked<byte, float>(Bytes.Span, values);
                return values;
            default:
                return null;
        }
    }

    /// <summary>The values as whole numbers; null where they are of no such kind.</summary>
    public long[]? ToLongs() => ElementType switch
    {
        TensorElementType.Int64 => MemoryMarshal.Cast<byte, long>(Bytes.Span).ToArray(),
        TensorElementType.Int32 => [.. MemoryMarshal.Cast<byte, int>(Bytes.Span).ToArray().Select(value => (long)value)],
        _ => null,
    };
}
