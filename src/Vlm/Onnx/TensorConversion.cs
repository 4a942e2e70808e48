using System.Numerics.Tensors;

namespace Vlm.Onnx;

/// <summary>Copies a tensor into another element type, for sessions that declare half precision, or narrow or Boolean masks.</summary>
internal static class TensorConversion
{
    /// <summary>Whether there is a conversion between two element types that differ.</summary>
    public static bool Exists(TensorElementType from, TensorElementType to) => (from, to) is
        (TensorElementType.Float32, TensorElementType.Float16) or (TensorElementType.Float16, TensorElementType.Float32) or (TensorElementType.Float64, TensorElementType.Float32)
        or (TensorElementType.Int64, TensorElementType.Int32 or TensorElementType.Float32 or TensorElementType.Boolean) or (TensorElementType.Int32, TensorElementType.Int64);

    /// <summary>A copy in another element type, which the caller disposes; null where there is no such conversion.</summary>
    public static TensorBuffer? Convert(TensorBuffer source, TensorElementType target) => (source, target) switch
    {
        (TensorBuffer<float> from, TensorElementType.Float16) => ToHalf(from),
        (TensorBuffer<Half> from, TensorElementType.Float32) => ToSingle(from),
        (TensorBuffer<double> from, TensorElementType.Float32) => Checked<double, float>(from),
        (TensorBuffer<long> from, TensorElementType.Int32) => Checked<long, int>(from),
        (TensorBuffer<long> from, TensorElementType.Float32) => Checked<long, float>(from),
        (TensorBuffer<long> from, TensorElementType.Boolean) => ToBoolean(from),
        (TensorBuffer<int> from, TensorElementType.Int64) => Checked<int, long>(from),
        _ => null,
    };

    private static TensorBuffer<Half> ToHalf(TensorBuffer<float> source)
    {
        TensorBuffer<Half> result = TensorBuffer.Rent<Half>(source.Shape);
        TensorPrimitives.ConvertToHalf(source.Span, result.Span);
        return result;
    }

    private static TensorBuffer<float> ToSingle(TensorBuffer<Half> source)
    {
        TensorBuffer<float> result = TensorBuffer.Rent<float>(source.Shape);
        TensorPrimitives.ConvertToSingle(source.Span, result.Span);
        return result;
    }

    private static TensorBuffer<TTo> Checked<TFrom, TTo>(TensorBuffer<TFrom> source)
        where TFrom : unmanaged, System.Numerics.INumberBase<TFrom>
        where TTo : unmanaged, System.Numerics.INumberBase<TTo>
    {
        TensorBuffer<TTo> result = TensorBuffer.Rent<TTo>(source.Shape);
        TensorPrimitives.ConvertChecked<TFrom, TTo>(source.Span, result.Span);
        return result;
    }

    private static TensorBuffer<bool> ToBoolean(TensorBuffer<long> source)
    {
        TensorBuffer<bool> result = TensorBuffer.Rent<bool>(source.Shape);
        ReadOnlySpan<long> from = source.Span;
        Span<bool> to = result.Span;
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = from[i] != 0;
        }

        return result;
    }
}
