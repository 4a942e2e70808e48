using OrtType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace Vlm.Onnx;

/// <summary>The element types of this library and of ONNX Runtime, side by side.</summary>
internal static class ElementTypes
{
    public static TensorElementType? FromOrt(OrtType type) => type switch
    {
        OrtType.Float => TensorElementType.Float32,
        OrtType.Float16 => TensorElementType.Float16,
        OrtType.Double => TensorElementType.Float64,
        OrtType.Int64 => TensorElementType.Int64,
        OrtType.Int32 => TensorElementType.Int32,
        OrtType.UInt8 => TensorElementType.UInt8,
        OrtType.Int8 => TensorElementType.Int8,
        OrtType.Bool => TensorElementType.Boolean,
        _ => null,
    };

    public static OrtType ToOrt(TensorElementType type) => type switch
    {
        TensorElementType.Float32 => OrtType.Float,
        TensorElementType.Float16 => OrtType.Float16,
        TensorElementType.Float64 => OrtType.Double,
        TensorElementType.Int64 => OrtType.Int64,
        TensorElementType.Int32 => OrtType.Int32,
        TensorElementType.UInt8 => OrtType.UInt8,
        TensorElementType.Int8 => OrtType.Int8,
        TensorElementType.Boolean => OrtType.Bool,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not an element type of a tensor."),
    };

    public static int SizeOf(TensorElementType type) => type switch
    {
        TensorElementType.Float64 or TensorElementType.Int64 => 8,
        TensorElementType.Float32 or TensorElementType.Int32 => 4,
        TensorElementType.Float16 => 2,
        _ => 1,
    };
}
