namespace Vlm.Training;

/// <summary>Rows of pictures as a step is fed them: each in a view that is drawn, some of its rows blanked.</summary>
internal static class DrawnRows
{
    /// <summary>Draws.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="pictures">The numbers of the pictures.</param>
    /// <param name="dropped">The share of rows that are blanked.</param>
    /// <param name="draw">What is drawn from.</param>
    /// <returns>[pictures, rows, row size]; the caller disposes it.</returns>
    public static TensorBuffer<float> Of(IPictureRows rows, IReadOnlyList<int> pictures, float dropped, ulong draw)
    {
        CounterRandom random = new(draw, CounterRandom.StreamOf("views"));
        int[] views = [.. pictures.Select(_ => random.NextBelow(rows.Views))];
        TensorBuffer<float> drawn = TensorBuffer.Rent<float>(pictures.Count, rows.Rows, rows.RowSize);
        Parallel.For(0, pictures.Count, i =>
        {
            Span<float> own = drawn.Row(i);
            rows.CopyRows(pictures[i], views[i], own);
            CounterRandom blanks = new(draw, CounterRandom.StreamOf("rows") + (ulong)i);
            for (int row = 0; row < rows.Rows && dropped > 0; row++)
            {
                if (blanks.NextDouble() < dropped)
                {
                    own.Slice(row * rows.RowSize, rows.RowSize).Clear();
                }
            }
        });
        return drawn;
    }
}
