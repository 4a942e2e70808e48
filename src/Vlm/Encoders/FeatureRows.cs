namespace Vlm.Encoders;

/// <summary>Brings what image encoders give into rows [ΣN,D] and vectors [B,D]; without a copy wherever the order allows it.</summary>
internal static class FeatureRows
{
    /// <summary>[B,N,D] as [B*N,D]; other shapes as they are. A field, so that no delegate is made for a call.</summary>
    public static readonly Func<long[], long[]> FlatShape = static shape => shape.Length == 3 ? [shape[0] * shape[1], shape[2]] : shape;

    /// <summary>[B,N,D] as [B*N,D]; a feature map [B,D,H,W] is turned so that each cell, row by row, is a row.</summary>
    /// <param name="output">Taken over.</param>
    /// <param name="rowsEach">How many rows one entry of the batch has.</param>
    public static TensorBuffer<float> Flatten(TensorBuffer<float> output, out int rowsEach)
    {
        long batch = output.Shape[0];
        if (output.Shape.Length == 3)
        {
            rowsEach = (int)output.Shape[1];
            return new TensorBuffer<float>(output.Memory, [batch * rowsEach, output.Shape[2]], output);
        }

        using (output)
        {
            rowsEach = checked((int)(output.Shape[2] * output.Shape[3]));
            return CellsFirst(output, (int)batch, (int)output.Shape[1], rowsEach);
        }
    }

    /// <summary>[B,D] as it is; [B,D,1,1] as [B,D].</summary>
    /// <param name="output">Taken over.</param>
    public static TensorBuffer<float> Squeeze(TensorBuffer<float> output) =>
        output.Shape.Length == 2 ? output : new TensorBuffer<float>(output.Memory, output.Shape[..2], output);

    private static TensorBuffer<float> CellsFirst(TensorBuffer<float> map, int batch, int width, int cells)
    {
        TensorBuffer<float> result = TensorBuffer.Rent<float>(batch * cells, width);
        ReadOnlySpan<float> from = map.Span;
        Span<float> to = result.Span;
        for (int b = 0; b < batch; b++)
        {
            int start = b * width * cells;
            for (int cell = 0; cell < cells; cell++)
            {
                Span<float> row = to.Slice(start + (cell * width), width);
                for (int d = 0; d < row.Length; d++)
                {
                    row[d] = from[start + (d * cells) + cell];
                }
            }
        }

        return result;
    }
}
