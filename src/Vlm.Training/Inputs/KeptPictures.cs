using System.Buffers;

namespace Vlm.Training;

/// <summary>Pictures as the rows that a frozen encoder made of them.</summary>
internal sealed class KeptPictures(IPictureRows rows) : IPictureInput
{
    private const string Input = "rows";

    public TunedEncoder? Encoder => null;

    public int Rows => rows.Rows;

    public int RowSize => rows.RowSize;

    public int Views => rows.Views;

    public GraphValue AddTo(TrainingGraph graph, ParameterSet parameters, int? cells = null) =>
        graph.Input(Input, TensorElementType.Float32, "pictures", cells ?? Rows, RowSize);

    public void Feed(TrainingBatch batch, IReadOnlyList<DrawnPicture> pictures, CancellationToken cancellationToken = default)
    {
        TensorBuffer<float> all = TensorBuffer.Rent<float>(pictures.Count, pictures[0].Cells?.Count ?? Rows, RowSize);
        batch.Add(Input, all);
        PictureLoop.Run(pictures.Count, i => Copy(pictures[i], all.Row(i)), cancellationToken);
    }

    private void Copy(DrawnPicture drawn, Span<float> destination)
    {
        if (drawn.Cells is not { } cells)
        {
            rows.CopyRows(drawn.Picture, drawn.View, destination);
            return;
        }

        float[] whole = ArrayPool<float>.Shared.Rent(Rows * RowSize);
        rows.CopyRows(drawn.Picture, drawn.View, whole.AsSpan(0, Rows * RowSize));
        for (int i = 0; i < cells.Count; i++)
        {
            whole.AsSpan(cells[i] * RowSize, RowSize).CopyTo(destination.Slice(i * RowSize, RowSize));
        }

        ArrayPool<float>.Shared.Return(whole);
    }
}
