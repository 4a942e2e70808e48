using Vlm.Encoders;

namespace Vlm.Tests.Encoders;

public sealed class FeatureRowsTests
{
    [Fact]
    public void Flatten_FeatureMap_MakesEachCellARow()
    {
        // Two pictures, two channels, 1x3 cells.
        TensorBuffer<float> map = new(new float[] { 1, 2, 3, 10, 20, 30, 4, 5, 6, 40, 50, 60 }, [2, 2, 1, 3]);

        using TensorBuffer<float> rows = FeatureRows.Flatten(map, out int each);

        Assert.Equal(3, each);
        Assert.Equal([6, 2], rows.Shape.ToArray());
        Assert.Equal([1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60], rows.Span.ToArray());
    }

    [Fact]
    public void Flatten_Rows_KeepsTheMemory()
    {
        float[] memory = new float[12];
        using TensorBuffer<float> rows = FeatureRows.Flatten(new TensorBuffer<float>(memory, [2, 3, 2]), out int each);

        rows.Span[11] = 7;

        Assert.Equal((3, 7f), (each, memory[11]));
        Assert.Equal([6, 2], rows.Shape.ToArray());
    }

    [Fact]
    public void Squeeze_PooledMap_IsAVector() =>
        Assert.Equal([2, 3], FeatureRows.Squeeze(new TensorBuffer<float>(new float[6], [2, 3, 1, 1])).Shape.ToArray());
}
