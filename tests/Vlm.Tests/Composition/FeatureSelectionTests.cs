using Vlm.Composition;

namespace Vlm.Tests.Composition;

public sealed class FeatureSelectionTests
{
    [Fact]
    public void Select_RaggedRows_RepeatsWholePictures()
    {
        using ImageFeatures source = new(
            [1, 2],
            new TensorBuffer<float>(new float[] { 1, 2, 3, 4, 5, 6 }, [3, 2]),
            new TensorBuffer<float>(new float[] { 10, 20 }, [2, 1]));

        using ImageFeatures selected = FeatureSelection.Select(source, [1, 0, 1]);

        Assert.Equal([2, 1, 2], selected.Counts);
        Assert.Equal([3, 4, 5, 6, 1, 2, 3, 4, 5, 6], selected.Rows!.Span.ToArray());
        Assert.Equal([20, 10, 20], selected.Pooled!.Span.ToArray());
    }
}
