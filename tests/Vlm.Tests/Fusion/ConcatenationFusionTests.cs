namespace Vlm.Tests.Fusion;

public sealed class ConcatenationFusionTests
{
    [Fact]
    public void Fuse_UnequalCountsAndPadding_IsMeanBesideMean()
    {
        using ConcatenationFusion fusion = new(2, 3);
        using ImageFeatures images = new([1, 2], new TensorBuffer<float>(new float[] { 1, 2, 3, 4, 5, 6 }, [3, 2]));
        using TextFeatures texts = new(
            2,
            new TensorBuffer<float>(new float[] { 1, 2, 3, 5, 6, 7, 1, 1, 1, 99, 99, 99 }, [2, 2, 3]),
            new TensorBuffer<long>(new long[] { 1, 1, 1, 0 }, [2, 2]));

        using FusedFeatures fused = fusion.Fuse(images, texts);

        Assert.Equal([1, 2, 3, 4, 5, 4, 5, 1, 1, 1], fused.Pooled.Span.ToArray());
        Assert.Equal(5, fusion.OutputSizes.Pooled);
    }

    [Fact]
    public void Fuse_OtherWidth_HasBothNumbers()
    {
        using ConcatenationFusion fusion = new(4, 3);
        using ImageFeatures images = Features.Images(1, 2, 5);
        using TextFeatures texts = Features.Texts(1, 2, 3);

        TensorShapeException e = Assert.Throws<TensorShapeException>(() => fusion.Fuse(images, texts));

        Assert.Contains("a width of 4, found [2,5]", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fuse_PooledOnly_SaysNone()
    {
        using ConcatenationFusion fusion = new(4, 3);
        using ImageFeatures images = new([0], pooled: TensorBuffer.Rent<float>(1, 4));
        using TextFeatures texts = Features.Texts(1, 2, 3);

        Assert.Contains("found none", Assert.Throws<TensorShapeException>(() => fusion.Fuse(images, texts)).Message, StringComparison.Ordinal);
    }
}
