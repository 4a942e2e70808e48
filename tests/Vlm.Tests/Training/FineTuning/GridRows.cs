using Vlm.Training;

namespace Vlm.Tests.Training.FineTuning;

/// <summary>Made rows in the sizes of the default model's image encoder.</summary>
internal sealed class GridRows : IPictureRows
{
    public int Rows => 49;

    public int RowSize => 1280;

    public int Views => 1;

    public void CopyRows(int picture, int view, Span<float> destination)
    {
        Random random = new(picture);
        foreach (ref float value in destination)
        {
            value = MathF.Max(0, (random.NextSingle() * 2) - 1.4f);
        }
    }
}
