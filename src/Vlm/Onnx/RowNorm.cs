using System.Numerics.Tensors;

namespace Vlm.Onnx;

/// <summary>The Euclidean length of rows.</summary>
internal static class RowNorm
{
    /// <summary>Divides every row by its L2 norm; a row of zeros stays as it is.</summary>
    /// <param name="rows">[B,D]; overwritten.</param>
    public static void Normalize(TensorBuffer<float> rows)
    {
        int count = (int)rows.Shape[0];
        for (int i = 0; i < count; i++)
        {
            Normalize(rows.Row(i));
        }
    }

    /// <summary>Divides a vector by its L2 norm; a vector of zeros stays as it is.</summary>
    public static void Normalize(Span<float> vector)
    {
        float norm = TensorPrimitives.Norm(vector);
        if (norm > 0)
        {
            TensorPrimitives.Divide(vector, norm, vector);
        }
    }
}
