using System.Numerics.Tensors;

namespace Vlm.Onnx;

/// <summary>The mean of rows, summed in their order so that the result does not depend on threads.</summary>
internal static class MeanPooling
{
    /// <summary>The mean of the states of the real tokens; zeros where a text has none.</summary>
    /// <param name="tokens">[B,L,D].</param>
    /// <param name="mask">[B,L], 1 where a token is real.</param>
    /// <returns>[B,D], not normalised; the caller disposes it.</returns>
    public static TensorBuffer<float> Masked(TensorBuffer<float> tokens, TensorBuffer<long> mask)
    {
        int batch = (int)tokens.Shape[0], length = (int)tokens.Shape[1], width = (int)tokens.Shape[2];
        TensorBuffer<float> result = TensorBuffer.Rent<float>(batch, width);
        for (int b = 0; b < batch; b++)
        {
            Span<float> sum = result.Row(b);
            ReadOnlySpan<float> states = tokens.Row(b);
            ReadOnlySpan<long> real = mask.Row(b);
            sum.Clear();
            int count = 0;
            for (int t = 0; t < length; t++)
            {
                if (real[t] != 0)
                {
                    TensorPrimitives.Add(sum, states.Slice(t * width, width), sum);
                    count++;
                }
            }

            Divide(sum, count);
        }

        return result;
    }

    /// <summary>The mean of each picture's rows; zeros where a picture has none.</summary>
    /// <param name="rows">[ΣN,D], picture after picture.</param>
    /// <param name="counts">Per picture, how many rows are its own.</param>
    /// <param name="result">[B,F] with F of D or more; the first D of each row are written.</param>
    public static void Rows(TensorBuffer<float> rows, IReadOnlyList<int> counts, TensorBuffer<float> result)
    {
        int width = (int)rows.Shape[1], next = 0;
        ReadOnlySpan<float> all = rows.Span;
        for (int b = 0; b < counts.Count; b++)
        {
            Span<float> sum = result.Row(b)[..width];
            sum.Clear();
            for (int i = 0; i < counts[b]; i++, next++)
            {
                TensorPrimitives.Add(sum, all.Slice(next * width, width), sum);
            }

            Divide(sum, counts[b]);
        }
    }

    private static void Divide(Span<float> sum, int count)
    {
        if (count > 1)
        {
            TensorPrimitives.Divide(sum, count, sum);
        }
    }
}
