using Vlm.Training;

namespace Vlm.Tests.Training;

/// <summary>Rows of made pictures: each kind of picture has its own pattern, each picture and view a little noise on it.</summary>
/// <param name="kinds">How many kinds; picture i is of kind i mod kinds.</param>
internal sealed class PatternRows(int kinds) : IPictureRows
{
    public const int RowCount = 3;
    public const int Size = 8;

    public int Rows => RowCount;

    public int RowSize => Size;

    public int Views => 2;

    public void CopyRows(int picture, int view, Span<float> destination)
    {
        Random pattern = new(100 + (picture % kinds)), noise = new((picture * 2) + view);
        foreach (ref float value in destination)
        {
            value = (float)((pattern.NextDouble() * 2) - 1 + (0.1 * (noise.NextDouble() - 0.5)));
        }
    }

    /// <summary>The rows of some pictures, [pictures, rows, size].</summary>
    public TensorBuffer<float> Of(params int[] pictures)
    {
        TensorBuffer<float> rows = TensorBuffer.Rent<float>(pictures.Length, Rows, RowSize);
        for (int i = 0; i < pictures.Length; i++)
        {
            CopyRows(pictures[i], 0, rows.Row(i));
        }

        return rows;
    }
}
