using System.Buffers;
using System.Numerics.Tensors;

namespace Vlm.Onnx;

/// <summary>The logarithm of a sum of exponentials: what is subtracted from logits to make them log-probabilities.</summary>
internal static class LogSumExp
{
    /// <summary>max + ln Σ exp(x - max).</summary>
    /// <param name="values">One row of logits; at least one.</param>
    public static float Of(ReadOnlySpan<float> values)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(values.Length);
        try
        {
            Span<float> shifted = rented.AsSpan(0, values.Length);
            float max = TensorPrimitives.Max(values);
            if (float.IsInfinity(max))
            {
                return max;
            }

            TensorPrimitives.Subtract(values, max, shifted);
            TensorPrimitives.Exp(shifted, shifted);
            return max + MathF.Log(TensorPrimitives.Sum(shifted));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <summary>Turns rows of logits into log-probabilities.</summary>
    /// <param name="rows">[B,K]; overwritten.</param>
    public static void Normalize(TensorBuffer<float> rows)
    {
        int count = (int)rows.Shape[0];
        for (int i = 0; i < count; i++)
        {
            Span<float> row = rows.Row(i);
            TensorPrimitives.Subtract(row, Of(row), row);
        }
    }
}
