using Vlm.Onnx;

namespace Vlm.Tests.Onnx;

public sealed class RowOrderTests
{
    [Theory]
    [InlineData(new[] { 0, 1 }, 2, true)]
    [InlineData(new[] { 0 }, 2, false)]
    [InlineData(new[] { 1, 0 }, 2, false)]
    [InlineData(new[] { 0, 1, 1 }, 2, false)]
    public void IsIdentity_Order_IsRecognised(int[] order, int count, bool expected) =>
        Assert.Equal(expected, RowOrder.IsIdentity(order, count));

    [Fact]
    public void Gather_TensorOfRankThree_RepeatsAndDropsOutermostEntries()
    {
        using TensorBuffer<float> source = new(new float[] { 1, 2, 3, 4, 5, 6 }, [3, 1, 2]);
        using TensorBuffer<float> gathered = RowOrder.Gather(source, [2, 2, 0, 0]);

        Assert.Equal([4, 1, 2], gathered.Shape.ToArray());
        Assert.Equal([5, 6, 5, 6, 1, 2, 1, 2], gathered.Span.ToArray());
        Assert.Equal(["c", "c", "a"], RowOrder.Pick<string>(["a", "b", "c"], [2, 2, 0]));
    }
}
