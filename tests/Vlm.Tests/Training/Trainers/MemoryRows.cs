using Vlm.Training;

namespace Vlm.Tests.Training.Trainers;

/// <summary>Rows of made pictures: those of a class scatter around the class's own pattern.</summary>
internal sealed class MemoryRows(int pictures, int classes, float noise = 0.3f, int rows = 6, int size = 8) : IPictureRows
{
    public int Rows => rows;

    public int RowSize => size;

    public int Views => 2;

    /// <summary>The class of a picture.</summary>
    public int ClassOf(int picture) => picture % classes;

    public void CopyRows(int picture, int view, Span<float> destination)
    {
        if (picture < 0 || picture >= pictures)
        {
            throw new ArgumentOutOfRangeException(nameof(picture));
        }

        CounterRandom pattern = new(11, (ulong)ClassOf(picture)), own = new(12, (ulong)((picture * 2) + view));
        for (int i = 0; i < rows * size; i++)
        {
            destination[i] = (float)(pattern.NextNormal() + (noise * own.NextNormal()));
        }
    }
}
