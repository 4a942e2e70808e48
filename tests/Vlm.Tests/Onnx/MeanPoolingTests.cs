using Vlm.Onnx;

namespace Vlm.Tests.Onnx;

public sealed class MeanPoolingTests
{
    [Fact]
    public void Masked_PaddingAndEmptyText_AreLeftOut()
    {
        using TensorBuffer<float> tokens = new(new float[] { 1, 2, 3, 6, 9, 9, 9, 9 }, [2, 2, 2]);
        using TensorBuffer<long> mask = new(new long[] { 1, 1, 0, 0 }, [2, 2]);

        using TensorBuffer<float> mean = MeanPooling.Masked(tokens, mask);

        Assert.Equal([2, 4, 0, 0], mean.Span.ToArray());
    }

    [Fact]
    public void Normalize_ZerosAndVector_HaveNormZeroAndOne()
    {
        using TensorBuffer<float> rows = new(new float[] { 0, 0, 3, 4 }, [2, 2]);

        RowNorm.Normalize(rows);

        Assert.Equal([0, 0, 0.6f, 0.8f], rows.Span.ToArray());
    }
}
