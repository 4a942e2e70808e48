namespace Vlm.Training;

/// <summary>The numbers that ONNX gives to element types (TensorProto.DataType).</summary>
internal static class OnnxTypes
{
    private static readonly (long Number, TensorElementType Type)[] Known =
    [
        (1, TensorElementType.Float32), (2, TensorElementType.UInt8), (3, TensorElementType.Int8), (6, TensorElementType.Int32),
        (7, TensorElementType.Int64), (9, TensorElementType.Boolean), (10, TensorElementType.Float16), (11, TensorElementType.Float64),
    ];

    public static TensorElementType? FromNumber(long number)
    {
        foreach ((long known, TensorElementType type) in Known)
        {
            if (known == number)
            {
                return type;
            }
        }

        return null;
    }

    public static long ToNumber(TensorElementType type) => Known.First(pair => pair.Type == type).Number;
}
